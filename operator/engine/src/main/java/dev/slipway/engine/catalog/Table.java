package dev.slipway.engine.catalog;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A table.
 *
 * @param columns in the table's order; those of its parents are among them
 * @param indexes those that no key stands for
 * @param parents the tables of this schema that it inherits from, in their order
 */
public record Table(
    String name,
    TableKind kind,
    List<Column> columns,
    @Nullable Key primaryKey,
    List<Key> uniqueKeys,
    List<Index> indexes,
    List<Check> checks,
    List<ForeignKey> foreignKeys,
    List<String> parents,
    @Nullable String comment) {
  public Table {
    columns = List.copyOf(columns);
    uniqueKeys = List.copyOf(uniqueKeys);
    indexes = List.copyOf(indexes);
    checks = List.copyOf(checks);
    foreignKeys = List.copyOf(foreignKeys);
    parents = List.copyOf(parents);
  }

  /** The columns that COPY can read and write: all but the generated ones. */
  public List<String> storedColumns() {
    return columns.stream().filter(it -> it.generated() == null).map(Column::name).toList();
  }

  /** The columns of the primary key, in its order; none where there is no key. */
  public List<String> keyColumns() {
    return primaryKey == null ? List.of() : primaryKey.columns();
  }

  /** The same with these columns alone, whatever else names the others. */
  public Table withColumns(Predicate<Column> kept) {
    return new Table(
        name,
        kind,
        columns.stream().filter(kept).toList(),
        primaryKey,
        uniqueKeys,
        indexes,
        checks,
        foreignKeys,
        parents,
        comment);
  }

  boolean uses(EnumType type) {
    return columns.stream().anyMatch(it -> type.name().equals(it.enumName()));
  }
}
