package dev.slipway.engine.catalog;

/**
 * A column that rows are ordered by.
 *
 * @param kind how its values are ordered; where that is the type's own way, an index helps
 */
public record SortKey(String column, Kind kind) {
  /** The ways in which values are ordered, each the same on every server. */
  public enum Kind {
    /** By the UTF-8 bytes of their text: whatever the type, the collation and the encoding. */
    TEXT,
    /** As the server does by itself, which is the order of their texts. */
    UUID,
    /** As whole numbers. */
    NUMBER
  }

  static SortKey of(Table table, String column) {
    var type =
        table.columns().stream()
            .filter(it -> it.name().equals(column))
            .map(Column::type)
            .findFirst()
            .orElseThrow();
    return new SortKey(
        column,
        switch (type) {
          case "smallint", "integer", "bigint" -> Kind.NUMBER;
          case "uuid" -> Kind.UUID;
          default -> Kind.TEXT;
        });
  }

  /** What is left of two sides' ways: their own where it is the same one. */
  SortKey and(SortKey other) {
    return kind == other.kind ? this : new SortKey(column, Kind.TEXT);
  }

  boolean sortsLike(SortKey other) {
    return column.equals(other.column) && isNumber() == other.isNumber();
  }

  public boolean isNumber() {
    return kind == Kind.NUMBER;
  }
}
