package dev.slipway.engine.merge;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.compare.CopyRow;
import dev.slipway.engine.file.TableEntry;
import dev.slipway.engine.selection.UniqueKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;

/** Finds rows of several sources that have a value which no two rows of a table may have. */
record UniqueCheck(Catalog structure, Inputs inputs, ReadBack rows, Conflicts conflicts) {
  /** More of one table would say no more. */
  private static final int TOLD = 20;

  void check() throws IOException {
    for (var table : structure.tables()) {
      var entry = rows.table(table.name());
      if (entry.isPresent()) {
        check(table, entry.get());
      }
    }
  }

  private void check(Table table, TableEntry entry) throws IOException {
    var keys = new HashSet<>(UniqueKeys.of(table));
    if (inputs.areAsInBase(entry)) {
      inputs.base().structure().table(table.name()).map(UniqueKeys::of).ifPresent(keys::removeAll);
    }
    for (var key : keys) {
      var columns = List.copyOf(new TreeSet<>(key));
      if (entry.columns().containsAll(columns)
          && !new HashSet<>(entry.keyColumns()).equals(new HashSet<>(columns))) {
        check(entry, columns);
      }
    }
  }

  private void check(TableEntry entry, List<String> unique) throws IOException {
    var columns = new ArrayList<>(unique);
    entry.keyColumns().stream().filter(it -> !unique.contains(it)).forEach(columns::add);
    var order = ReadBack.order(unique.size());
    int told = 0;
    try (var sorted = rows.joined(entry, columns, unique.size())) {
      CopyRow before = null;
      for (var row = sorted.next(); row != null && told < TOLD; row = sorted.next()) {
        if (before != null && order.compare(before, row) == 0 && hasAll(row, unique.size())) {
          refuse(entry, unique, columns, before, row);
          told++;
        }
        before = row;
      }
    }
  }

  private static boolean hasAll(CopyRow row, int columns) {
    for (int i = 0; i < columns; i++) {
      if (row.value(i) == null) {
        return false;
      }
    }
    return true;
  }

  private void refuse(
      TableEntry entry, List<String> unique, List<String> columns, CopyRow one, CopyRow other) {
    conflicts.refuse(
        "merge-unique",
        entry.name() + " " + key(entry, columns, one) + " and " + key(entry, columns, other),
        "have the same %s, which no two rows may have".formatted(String.join(", ", unique)),
        "change one of them in its source, and build that again");
  }

  private static List<String> key(TableEntry entry, List<String> columns, CopyRow row) {
    return entry.keyColumns().stream().map(it -> row.text(columns.indexOf(it))).toList();
  }
}
