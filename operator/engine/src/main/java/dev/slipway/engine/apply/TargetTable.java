package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.qualified;
import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.Identity;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.file.TableEntry;
import dev.slipway.engine.structure.Conversion;
import dev.slipway.engine.structure.TableKeys;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table that file and target both have, and whose rows come from the file.
 *
 * @param entry what the file says of it
 * @param columns of the file's rows, in their order
 * @param keyColumns that tell which row is which, here and there; none: only the whole row does
 * @param ownColumns that the file has no values of
 * @param computed columns of the target that PostgreSQL fills from the others
 * @param newColumns that the target gets in the same transaction
 * @param conversions of those that get another type in it
 */
record TargetTable(
    String schema,
    TableEntry entry,
    List<Column> columns,
    List<String> keyColumns,
    List<String> ownColumns,
    List<Column> computed,
    Set<String> newColumns,
    List<Conversion> conversions) {

  static TargetTable of(
      String schema, TableEntry entry, Table source, Table target, List<Conversion> ofAllTables) {
    var conversions =
        ofAllTables.stream().filter(it -> it.place().table().equals(target.name())).toList();
    var carried =
        source.columns().stream().filter(it -> entry.columns().contains(it.name())).toList();
    var known = source.columns().stream().map(Column::name).collect(toSet());
    var present = target.columns().stream().map(Column::name).collect(toSet());
    return new TargetTable(
        schema,
        entry,
        carried,
        isKey(entry, target, conversions) ? entry.keyColumns() : List.of(),
        target.storedColumns().stream().filter(it -> !entry.columns().contains(it)).toList(),
        target.columns().stream().filter(it -> it.generated() != null).toList(),
        known.stream().filter(it -> !present.contains(it)).collect(toSet()),
        conversions);
  }

  String name() {
    return entry.name();
  }

  List<Column> keys() {
    return keyColumns.stream().map(this::column).toList();
  }

  /** Those that a row takes over from the file when it is there already. */
  List<Column> changingColumns() {
    return columns.stream().filter(it -> !entry.preserved().contains(it.name())).toList();
  }

  Column column(String name) {
    return columns.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  Optional<Conversion> conversion(String column) {
    return conversions.stream().filter(it -> it.from().name().equals(column)).findFirst();
  }

  /**
   * Whether the target's rows are told apart by the key as well, before and afterwards. The key of
   * joined rows may be one that the database does not know of: then its rows are asked.
   */
  static boolean isKey(TableEntry entry, Table target, List<Conversion> ofAllTables) {
    var columns = entry.keyColumns();
    return ofAllTables.stream()
            .filter(it -> it.place().table().equals(target.name()))
            .filter(it -> columns.contains(it.from().name()))
            .allMatch(Conversion::keepsRowsApart)
        && (TableKeys.of(target).contains(Set.copyOf(columns))
            || (entry.merged() != null && target.storedColumns().containsAll(columns)));
  }

  String qualifiedName() {
    return qualified(schema, name());
  }

  /** PostgreSQL never lets an UPDATE choose the value of the others. */
  static boolean mayUpdate(Column column) {
    return column.identity() != Identity.ALWAYS;
  }

  String columnList() {
    return columns.stream().map(it -> quoted(it.name())).collect(joining(", "));
  }
}
