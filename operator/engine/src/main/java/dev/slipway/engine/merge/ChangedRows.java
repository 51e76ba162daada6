package dev.slipway.engine.merge;

import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.compare.CopyRow;
import dev.slipway.engine.file.TableEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether a source has changed rows of the base, as far as their files have them. */
record ChangedRows(Input base, ReadBack rows) {

  /** By whatever a row says, times that the app writes by itself among it. */
  boolean inTable(Input source, String table) {
    var now = source.entry(table).filter(it -> count(it) > 0);
    var before = base.entry(table).filter(it -> it.rows() != null);
    return now.isPresent() && (before.isEmpty() || !haveSame(now.get(), before.get()));
  }

  /** Where rows cannot be told apart, every change may be one of this column. */
  boolean inColumn(Input source, String table, Column column) throws IOException {
    var now = source.entry(table).filter(it -> count(it) > 0 && has(it, column));
    var before = base.entry(table).filter(it -> it.rows() != null && has(it, column));
    if (now.isEmpty() || before.isEmpty()) {
      return now.isPresent();
    }
    if (haveSame(now.get(), before.get())) {
      return false;
    }
    var key = now.get().keyColumns();
    return key.isEmpty()
        || !key.equals(before.get().keyColumns())
        || differ(source, now.get(), before.get(), column);
  }

  private boolean differ(Input source, TableEntry now, TableEntry before, Column column)
      throws IOException {
    var columns = new ArrayList<>(now.keyColumns());
    if (!columns.contains(column.name())) {
      columns.add(column.name());
    }
    int place = columns.indexOf(column.name());
    var order = ReadBack.order(now.keyColumns().size());
    try (var ofSource = rows.of(source, now, columns);
        var ofBase = rows.of(base, before, columns)) {
      var old = ofBase.next();
      for (var row = ofSource.next(); row != null; row = ofSource.next()) {
        while (old != null && order.compare(old, row) < 0) {
          old = ofBase.next();
        }
        if (old == null || order.compare(old, row) != 0) {
          if (says(row, place, column)) {
            return true;
          }
        } else if (!row.hasSame(place, old)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Whether a new row has more in a column than whoever does not know of the column. */
  private static boolean says(CopyRow row, int place, Column column) {
    return row.value(place) != null
        && !Fill.of(column).filter(it -> Arrays.equals(it, row.written(place))).isPresent();
  }

  private static boolean has(TableEntry entry, Column column) {
    return entry.columns().contains(column.name());
  }

  private static long count(TableEntry entry) {
    return Optional.ofNullable(entry.rows()).map(it -> it.count()).orElse(0L);
  }

  private static boolean haveSame(TableEntry one, TableEntry other) {
    return contents(one).equals(contents(other));
  }

  private static List<Object> contents(TableEntry entry) {
    return List.of(
        entry.columns(), Optional.ofNullable(entry.rows()).map(it -> it.digest()).orElseThrow());
  }
}
