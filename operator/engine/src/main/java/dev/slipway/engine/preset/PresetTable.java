package dev.slipway.engine.preset;

import dev.slipway.engine.rules.Rule;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The entry of one table in a preset, in the app's own names.
 *
 * @param documented the rule that the app's documentation lists
 * @param declared the rule that only the app's code declares
 * @param neverRows whatever a rule says, they stay where they are
 * @param ownRows a condition in which {@code {name}} is a column
 * @param references from a column to {@code table.column}
 * @see BuiltInTable
 */
public record PresetTable(
    String name,
    @Nullable Rule documented,
    @Nullable Rule declared,
    Rule rule,
    @Nullable String why,
    MergedRule merged,
    boolean neverRows,
    List<String> match,
    List<String> ownColumns,
    @Nullable String ownRows,
    List<String> volatileColumns,
    SortedMap<String, String> references,
    List<SecretPath> secrets) {
  public PresetTable {
    match = List.copyOf(match);
    ownColumns = List.copyOf(ownColumns);
    volatileColumns = List.copyOf(volatileColumns);
    references = new TreeMap<>(references);
    secrets = List.copyOf(secrets);
  }

  public @Nullable Rule saidByTheApp() {
    return documented != null ? documented : declared;
  }
}
