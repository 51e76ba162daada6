package dev.slipway.engine.preset;

import dev.slipway.engine.rules.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a preset says of one table of the database, in the database's own names.
 *
 * @param name of the table in the database
 * @param entry the table's name in the preset
 * @param documented the rule that the app itself has for it; absent: it says nothing
 * @param rule in a release with a single source
 * @param why it is not the documented one; absent where it is
 * @param merged what a release of several sources does
 * @param neverRows whatever a rule says, the rows stay where they are: credentials, or people
 * @param match columns that tell rows apart from one environment to the next; none: the primary key
 * @param ownColumns that belong to the environment: never carried, never changed
 * @param ownRows an SQL condition for rows that belong to the environment; absent: none do
 * @param volatileColumns that the app writes by itself
 * @param references of this table to keys of others of the preset
 * @param secrets where a value must be a reference to a variable
 */
public record BuiltInTable(
    String name,
    String entry,
    @Nullable Rule documented,
    Rule rule,
    @Nullable String why,
    MergedRule merged,
    boolean neverRows,
    List<String> match,
    List<String> ownColumns,
    @Nullable String ownRows,
    List<String> volatileColumns,
    List<Reference> references,
    List<SecretPath> secrets) {
  public BuiltInTable {
    match = List.copyOf(match);
    ownColumns = List.copyOf(ownColumns);
    volatileColumns = List.copyOf(volatileColumns);
    references = List.copyOf(references);
    secrets = List.copyOf(secrets);
  }
}
