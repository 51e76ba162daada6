package dev.slipway.engine.merge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.engine.compare.FileRows;
import dev.slipway.engine.compare.ProjectedRows;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What numbers mean in the base. A row that is new must not have one of them in the joined file
 * where rows are told apart by it: a row that goes names by it what the base had.
 */
record NumbersOfBase(Inputs inputs, List<TablePlan> plans, DrawnKeys keys) {
  NumbersOfBase {
    plans = List.copyOf(plans);
  }

  /** Those of the numbers that a row of a table has there, or names. */
  Set<String> among(Set<String> numbers, TablePlan table) throws IOException {
    var found = new HashSet<String>();
    if (!numbers.isEmpty() && tellsOthersApart(table)) {
      find(numbers, table.name(), keys.keyColumn(table.name()).orElseThrow(), found);
      for (var other : plans) {
        for (var reference : keys.references(other.name()).entrySet()) {
          if (reference.getValue().equals(table.name())) {
            find(numbers, other.name(), reference.getKey(), found);
          }
        }
      }
    }
    return found;
  }

  private boolean tellsOthersApart(TablePlan table) {
    return plans.stream()
        .anyMatch(
            other ->
                other.key().stream()
                    .map(it -> keys.references(other.name()).getOrDefault(it, ""))
                    .anyMatch(table.name()::equals));
  }

  private void find(Set<String> numbers, String table, String column, Set<String> found)
      throws IOException {
    var entry =
        inputs.base().entry(table).filter(it -> it.rows() != null && it.columns().contains(column));
    if (entry.isEmpty()) {
      return;
    }
    var of = entry.get();
    var all =
        new FileRows(inputs.base().file().rows(of), "rows of " + of.name(), of.columns().size());
    try (var rows = ProjectedRows.of(all, of.columns(), List.of(column))) {
      for (var row = rows.next(); row != null; row = rows.next()) {
        var number = new String(row.written(0), UTF_8);
        if (numbers.contains(number)) {
          found.add(number);
        }
      }
    }
  }
}
