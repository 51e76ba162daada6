package dev.slipway.engine.preset;

import dev.slipway.engine.rules.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a preset says of one table of the database, in the database's own names.
 *
 * @param name of the table in the database
 * @param rule in a release with a single source
 * @param match columns that tell rows apart from one environment to the next; none: the primary key
 * @param ownColumns that belong to the environment: never carried, never changed
 * @param ownRows an SQL condition for rows that belong to the environment; absent: none do
 * @param volatileColumns that the app writes by itself
 * @param secrets where a value must be a reference to a variable
 */
public record BuiltInTable(
    String name,
    Rule rule,
    List<String> match,
    List<String> ownColumns,
    @Nullable String ownRows,
    List<String> volatileColumns,
    List<SecretPath> secrets) {
  public BuiltInTable {
    match = List.copyOf(match);
    ownColumns = List.copyOf(ownColumns);
    volatileColumns = List.copyOf(volatileColumns);
    secrets = List.copyOf(secrets);
  }
}
