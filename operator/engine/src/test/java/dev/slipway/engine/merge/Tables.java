package dev.slipway.engine.merge;

import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.ForeignKey;
import dev.slipway.engine.catalog.Key;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.catalog.TableKind;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables in a few words. */
final class Tables {
  private Tables() {}

  /**
   * @param columns such as {@code k integer}, of which the first is the primary key
   */
  static Table keyed(String name, String... columns) {
    return of(name, List.of(columns[0].substring(0, columns[0].indexOf(' '))), columns);
  }

  static Table of(String name, List<String> key, String... columns) {
    return new Table(
        name,
        TableKind.ORDINARY,
        Arrays.stream(columns).map(it -> column(it, key)).toList(),
        key.isEmpty()
            ? null
            : new Key(name + "_pkey", key, "PRIMARY KEY (" + String.join(", ", key) + ")", null),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null);
  }

  /** The same with a column that no two rows may have the same value in. */
  static Table unique(Table table, String column) {
    return new Table(
        table.name(),
        table.kind(),
        table.columns(),
        table.primaryKey(),
        List.of(new Key(column + "_key", List.of(column), "UNIQUE (" + column + ")", null)),
        table.indexes(),
        table.checks(),
        table.foreignKeys(),
        table.parents(),
        table.comment());
  }

  /** The same with a column whose values the key of another table has. */
  static Table referring(Table table, String column, String toTable, String toColumn) {
    return new Table(
        table.name(),
        table.kind(),
        table.columns(),
        table.primaryKey(),
        table.uniqueKeys(),
        table.indexes(),
        table.checks(),
        List.of(
            new ForeignKey(
                column + "_fkey",
                List.of(column),
                toTable,
                "FOREIGN KEY (%s) REFERENCES %s(%s)".formatted(column, toTable, toColumn),
                null)),
        table.parents(),
        table.comment());
  }

  /** The same where a column is of an enum. */
  static Table ofEnum(Table table, String column) {
    return new Table(
        table.name(),
        table.kind(),
        table.columns().stream().map(it -> it.name().equals(column) ? ofEnum(it) : it).toList(),
        table.primaryKey(),
        table.uniqueKeys(),
        table.indexes(),
        table.checks(),
        table.foreignKeys(),
        table.parents(),
        table.comment());
  }

  private static Column ofEnum(Column it) {
    return new Column(
        it.name(), it.type(), it.notNull(), null, null, null, null, it.type(), false, null);
  }

  private static Column column(String words, List<String> key) {
    var parts = words.split(" ", 3);
    return column(parts[0], parts[1], key.contains(parts[0]), parts.length > 2 ? parts[2] : null);
  }

  static Column column(String name, String type, boolean notNull, @Nullable String byDefault) {
    return new Column(name, type, notNull, byDefault, null, null, null, null, false, null);
  }
}
