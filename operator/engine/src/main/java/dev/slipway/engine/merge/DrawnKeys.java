package dev.slipway.engine.merge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys that environments have drawn for themselves, and what they become: one row has one key
 * in the joined file, that of the base where it has the row, and no two rows have the same.
 */
final class DrawnKeys {
  /** As many are held in memory as differ; an environment that made everything anew has more. */
  static final int MOST = 200_000;

  private final Map<String, String> keyColumns = new HashMap<>();
  private final Map<Input, Map<String, Map<String, String>>> became = new HashMap<>();
  private final Map<String, Map<String, String>> references = new HashMap<>();
  private int size;

  /**
   * @param plans of all tables
   */
  DrawnKeys(List<TablePlan> plans) {
    plans.forEach(plan -> drawn(plan).ifPresent(it -> keyColumns.put(plan.name(), it)));
    for (var plan : plans) {
      var leading = new HashMap<String, String>();
      plan.like().references().stream()
          .filter(it -> it.toColumn().equals(keyColumns.get(it.toTable())))
          .forEach(it -> leading.put(it.column(), it.toTable()));
      plan.table().foreignKeys().stream()
          .filter(it -> it.columns().size() == 1 && it.referencedTable() != null)
          .filter(
              it ->
                  it.referencedColumns()
                      .equals(
                          Optional.ofNullable(keyColumns.get(it.referencedTable()))
                              .map(List::of)
                              .orElse(null)))
          .forEach(
              it -> leading.put(it.columns().getFirst(), String.valueOf(it.referencedTable())));
      leading.keySet().retainAll(plan.columns());
      references.put(plan.name(), leading);
    }
  }

  /** The one column of a primary key that says nothing beyond an environment. */
  private static Optional<String> drawn(TablePlan plan) {
    var key = plan.table().keyColumns();
    return plan.carriesRemovals()
            && key.size() == 1
            && !plan.key().contains(key.getFirst())
            && plan.columns().contains(key.getFirst())
        ? Optional.of(key.getFirst())
        : Optional.empty();
  }

  Optional<String> keyColumn(String table) {
    return Optional.ofNullable(keyColumns.get(table));
  }

  /** The columns of a table that hold drawn keys of others, and whose. */
  Map<String, String> references(String table) {
    return references.getOrDefault(table, Map.of());
  }

  /**
   * @return whether there was room for it
   */
  boolean put(Input input, String table, String key, String other) {
    became
        .computeIfAbsent(input, _ -> new HashMap<>())
        .computeIfAbsent(table, _ -> new HashMap<>())
        .put(key, other);
    return ++size <= MOST;
  }

  /** What the values of a table's columns become in the rows of an input. */
  Map<String, Map<String, String>> of(Input input, String table) {
    var ofInput = became.getOrDefault(input, Map.of());
    var columns = new HashMap<String, Map<String, String>>();
    references(table).forEach((column, to) -> putUnlessEmpty(columns, column, ofInput.get(to)));
    keyColumn(table).ifPresent(it -> putUnlessEmpty(columns, it, ofInput.get(table)));
    return columns;
  }

  private static void putUnlessEmpty(
      Map<String, Map<String, String>> columns,
      String column,
      @Nullable Map<String, String> values) {
    if (values != null && !values.isEmpty()) {
      columns.put(column, values);
    }
  }
}
