package dev.slipway.engine.selection;

import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.preset.Reference;
import dev.slipway.engine.preset.SecretPath;
import dev.slipway.engine.rules.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one table is taken along.
 *
 * @param columns whose values travel, in the table's order
 * @param match columns that tell rows apart; none: only the whole row does
 * @param preserved columns whose values in the target stay as they are
 * @param ownColumns that are the environment's own and do not travel
 * @param ownRows a condition for rows that are the environment's own; absent: none are
 * @param volatileColumns that the app writes by itself
 * @param references of this table to keys of others that the database knows nothing of
 * @param where a condition for the rows that travel; absent: all do
 * @param secrets where a value must be a reference to a variable
 */
public record TableChoice(
    Table table,
    Rule rule,
    RuleOrigin origin,
    List<String> columns,
    List<String> match,
    List<String> preserved,
    List<String> ownColumns,
    @Nullable String ownRows,
    List<String> volatileColumns,
    List<Reference> references,
    @Nullable String where,
    List<SecretPath> secrets) {
  public TableChoice {
    columns = List.copyOf(columns);
    match = List.copyOf(match);
    preserved = List.copyOf(preserved);
    ownColumns = List.copyOf(ownColumns);
    volatileColumns = List.copyOf(volatileColumns);
    references = List.copyOf(references);
    secrets = List.copyOf(secrets);
  }

  public String name() {
    return table.name();
  }
}
