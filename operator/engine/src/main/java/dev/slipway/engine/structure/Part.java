package dev.slipway.engine.structure;

import static dev.slipway.engine.catalog.SqlIdentifier.qualified;
import static dev.slipway.engine.catalog.SqlIdentifier.quoted;

import dev.slipway.engine.catalog.Check;
import dev.slipway.engine.catalog.ForeignKey;
import dev.slipway.engine.catalog.Index;
import dev.slipway.engine.catalog.Key;
import dev.slipway.engine.catalog.SqlLiteral;
import dev.slipway.engine.catalog.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a table has besides its columns, all alike for comparing.
 *
 * @param columns of a key or a reference; none where only the definition tells
 */
record Part(
    Kind kind, String name, String definition, List<String> columns, @Nullable String comment) {

  enum Kind {
    PRIMARY_KEY("primary key"),
    UNIQUE_KEY("unique key"),
    UNIQUE_INDEX("unique index"),
    INDEX("index"),
    CHECK("check"),
    FOREIGN_KEY("foreign key");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    boolean isKey() {
      return this == PRIMARY_KEY || this == UNIQUE_KEY;
    }

    boolean isIndex() {
      return this == INDEX || this == UNIQUE_INDEX;
    }

    boolean isUnique() {
      return isKey() || this == UNIQUE_INDEX;
    }
  }

  /** All but the references. */
  static List<Part> of(Table table) {
    return Stream.of(
            Optional.ofNullable(table.primaryKey()).map(it -> key(Kind.PRIMARY_KEY, it)).stream(),
            table.uniqueKeys().stream().map(it -> key(Kind.UNIQUE_KEY, it)),
            table.indexes().stream().map(Part::of),
            table.checks().stream().map(Part::of))
        .flatMap(it -> it)
        .toList();
  }

  static List<Part> references(Table table) {
    return table.foreignKeys().stream().map(Part::of).toList();
  }

  static Part of(ForeignKey key) {
    return new Part(Kind.FOREIGN_KEY, key.name(), key.definition(), key.columns(), key.comment());
  }

  boolean isTheSameAs(Part other) {
    return kind == other.kind && definition.equals(other.definition);
  }

  /** Such as {@code unique key pages_slug}. */
  String inWords() {
    return kind.words + " " + name;
  }

  boolean concerns(String column) {
    return columns.isEmpty() ? SqlText.mentions(definition, column) : columns.contains(column);
  }

  String create(String schema, String table, String freeName) {
    return kind.isIndex()
        ? "CREATE %sINDEX %s ON %s %s"
            .formatted(
                kind.isUnique() ? "UNIQUE " : "",
                quoted(freeName),
                qualified(schema, table),
                definition)
        : "ALTER TABLE %s ADD CONSTRAINT %s %s"
            .formatted(qualified(schema, table), quoted(freeName), definition);
  }

  /**
   * @param ownName that it has in the target
   */
  String comment(String schema, String table, String ownName) {
    var place =
        kind.isIndex()
            ? "INDEX " + qualified(schema, ownName)
            : "CONSTRAINT %s ON %s".formatted(quoted(ownName), qualified(schema, table));
    return "COMMENT ON %s IS %s".formatted(place, SqlLiteral.quoted(comment));
  }

  String drop(String schema, String table) {
    return kind.isIndex()
        ? "DROP INDEX " + qualified(schema, name)
        : "ALTER TABLE %s DROP CONSTRAINT %s".formatted(qualified(schema, table), quoted(name));
  }

  private static Part key(Kind kind, Key key) {
    return new Part(kind, key.name(), key.definition(), key.columns(), key.comment());
  }

  private static Part of(Index index) {
    var kind = index.unique() ? Kind.UNIQUE_INDEX : Kind.INDEX;
    return new Part(kind, index.name(), index.definition(), List.of(), index.comment());
  }

  private static Part of(Check check) {
    return new Part(Kind.CHECK, check.name(), check.definition(), List.of(), check.comment());
  }
}
