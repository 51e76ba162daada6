package dev.slipway.engine.apply;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.ForeignKey;
import dev.slipway.engine.file.TableEntry;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Columns that hold the key of another table's row, or of one of their own.
 *
 * @param isForced whether the database insists on it
 */
record KeyReference(
    String table, List<String> columns, String toTable, List<String> toColumns, boolean isForced) {

  /** Those of a table's rows: the database's own, and those that only the app knows of. */
  static List<KeyReference> of(TableEntry entry, Catalog structure) {
    var forced =
        structure.table(entry.name()).stream()
            .flatMap(it -> it.foreignKeys().stream())
            .filter(it -> it.referencedTable() != null)
            .filter(it -> it.referencedColumns().size() == it.columns().size())
            .map(it -> forced(entry.name(), it))
            .toList();
    var known =
        entry.references().stream()
            .map(
                it ->
                    new KeyReference(
                        it.table(),
                        List.of(it.column()),
                        it.toTable(),
                        List.of(it.toColumn()),
                        false))
            .filter(it -> forced.stream().noneMatch(it::saysTheSameAs));
    return Stream.concat(forced.stream(), known)
        .filter(it -> entry.columns().containsAll(it.columns()))
        .toList();
  }

  private static KeyReference forced(String table, ForeignKey key) {
    var to = key.referencedTable() == null ? "" : key.referencedTable();
    return new KeyReference(table, key.columns(), to, key.referencedColumns(), true);
  }

  private boolean saysTheSameAs(KeyReference other) {
    return columns.equals(other.columns)
        && toTable.equals(other.toTable)
        && toColumns.equals(other.toColumns);
  }

  /** Whether a column is to have values of two different ones. */
  boolean contradicts(KeyReference other) {
    return IntStream.range(0, columns.size())
        .anyMatch(
            it -> {
              int place = other.columns.indexOf(columns.get(it));
              return place >= 0
                  && !(toTable.equals(other.toTable)
                      && toColumns.get(it).equals(other.toColumns.get(place)));
            });
  }

  boolean touches(List<String> others) {
    return columns.stream().anyMatch(others::contains);
  }

  /** Those of these columns whose values are keys that somebody draws. */
  List<String> holding(List<String> others, Set<String> drawn) {
    return IntStream.range(0, columns.size())
        .filter(it -> others.contains(columns.get(it)) && drawn.contains(toColumns.get(it)))
        .mapToObj(columns::get)
        .toList();
  }

  boolean leadsTo(Set<String> keys) {
    return toColumns.stream().anyMatch(keys::contains);
  }

  String place() {
    return table + "." + String.join(",", columns);
  }
}
