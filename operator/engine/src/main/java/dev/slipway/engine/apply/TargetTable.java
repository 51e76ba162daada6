package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.qualified;
import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.Identity;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.file.TableEntry;
import java.util.List;
import java.util.Set;

/**
 * A table that file and target both have, and whose rows are overwritten.
 *
 * @param columns of the file's rows, in their order
 * @param keyColumns that tell which row is which; none: only the whole row does
 * @param ownColumns that the file has no values of
 * @param newColumns that the target gets in the same transaction
 */
record TargetTable(
    String schema,
    String name,
    List<Column> columns,
    List<String> keyColumns,
    List<String> ownColumns,
    Set<String> newColumns) {

  static TargetTable of(String schema, TableEntry entry, Table source, Table target) {
    var carried =
        source.columns().stream().filter(it -> entry.columns().contains(it.name())).toList();
    var known = source.columns().stream().map(Column::name).collect(toSet());
    var present = target.columns().stream().map(Column::name).collect(toSet());
    return new TargetTable(
        schema,
        source.name(),
        carried,
        entry.keyColumns(),
        target.storedColumns().stream().filter(it -> !entry.columns().contains(it)).toList(),
        known.stream().filter(it -> !present.contains(it)).collect(toSet()));
  }

  String qualifiedName() {
    return qualified(schema, name);
  }

  /** PostgreSQL never lets an UPDATE choose the value of the others. */
  List<Column> updatableColumns() {
    return columns.stream().filter(it -> it.identity() != Identity.ALWAYS).toList();
  }

  String columnList() {
    return columns.stream().map(it -> quoted(it.name())).collect(joining(", "));
  }
}
