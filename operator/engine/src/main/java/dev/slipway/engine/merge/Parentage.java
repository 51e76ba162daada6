package dev.slipway.engine.merge;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.file.TableEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * Columns of a table whose rows mean nothing without a row of another table, or of their own, that
 * has the same values.
 */
record Parentage(String table, List<String> columns, String parent, List<String> parentColumns) {
  Parentage {
    columns = List.copyOf(columns);
    parentColumns = List.copyOf(parentColumns);
  }

  /** What the database insists on, what the preset knows as references, and what it says itself. */
  static List<Parentage> of(List<TableEntry> tables, Catalog structure, JoinedApp app) {
    var found = new ArrayList<Parentage>();
    for (var table : structure.tables()) {
      table.foreignKeys().stream()
          .filter(it -> it.referencedTable() != null)
          .filter(it -> it.columns().size() == it.referencedColumns().size())
          .forEach(
              it ->
                  found.add(
                      new Parentage(
                          table.name(),
                          it.columns(),
                          String.valueOf(it.referencedTable()),
                          it.referencedColumns())));
    }
    tables.stream()
        .flatMap(it -> it.references().stream())
        .forEach(
            it ->
                found.add(
                    new Parentage(
                        it.table(), List.of(it.column()), it.toTable(), List.of(it.toColumn()))));
    found.addAll(app.parents());
    return found.stream().distinct().toList();
  }
}
