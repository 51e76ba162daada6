package dev.slipway.engine.structure;

import static dev.slipway.engine.catalog.SqlIdentifier.qualified;
import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.EnumType;
import dev.slipway.engine.catalog.Identity;
import dev.slipway.engine.catalog.Sequence;
import dev.slipway.engine.catalog.SequenceOwner;
import dev.slipway.engine.catalog.SqlLiteral;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.catalog.TableKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes what is in a catalog as the statements that make it, in the target's schema. */
record DdlWriter(String schema) {

  String createEnum(EnumType type) {
    return "CREATE TYPE %s AS ENUM (%s)"
        .formatted(
            name(type.name()),
            type.labels().stream().map(SqlLiteral::quoted).collect(joining(", ")));
  }

  String createSequence(Sequence sequence, String freeName) {
    return "CREATE SEQUENCE %s AS %s %s"
        .formatted(name(freeName), sequence.type(), options(sequence));
  }

  String alterSequence(String name, Sequence sequence) {
    return "ALTER SEQUENCE %s AS %s %s".formatted(name(name), sequence.type(), options(sequence));
  }

  String renameSequence(String from, String to) {
    return "ALTER SEQUENCE %s RENAME TO %s".formatted(name(from), quoted(to));
  }

  String ownSequence(String sequence, SequenceOwner owner) {
    return "ALTER SEQUENCE %s OWNED BY %s.%s"
        .formatted(name(sequence), name(owner.table()), quoted(owner.column()));
  }

  /**
   * With these columns, keys and checks; indexes and references come once the rows are there.
   *
   * @param constraints with their names
   */
  String createTable(Table table, List<String> columns, List<String> constraints) {
    var parents =
        table.parents().isEmpty()
            ? ""
            : table.parents().stream().map(this::name).collect(joining(", ", " INHERITS (", ")"));
    var parts = new ArrayList<>(columns);
    parts.addAll(constraints);
    return "CREATE %sTABLE %s (%s)%s"
        .formatted(
            table.kind() == TableKind.UNLOGGED ? "UNLOGGED " : "",
            name(table.name()),
            String.join(", ", parts),
            parents);
  }

  /**
   * @param identity the sequence of an identity, with the name that it can have
   */
  String column(Column column, Optional<String> identity) {
    return quoted(column.name())
        + " "
        + column.type()
        + collation(column)
        + value(column, identity);
  }

  String identityOptions(Sequence sequence, String freeName) {
    return " (SEQUENCE NAME %s %s)".formatted(name(freeName), options(sequence));
  }

  String generated(Identity identity) {
    return "GENERATED %s".formatted(identity == Identity.ALWAYS ? "ALWAYS" : "BY DEFAULT");
  }

  String collation(Column column) {
    return column.collation() == null ? "" : " COLLATE " + column.collation();
  }

  /** Of this table, not of those that inherit from it. */
  String alterOnly(String table, String change) {
    return "ALTER TABLE ONLY %s %s".formatted(name(table), change);
  }

  String alter(String table, String change) {
    return "ALTER TABLE %s %s".formatted(name(table), change);
  }

  String alterColumn(String column, String change) {
    return "ALTER COLUMN %s %s".formatted(quoted(column), change);
  }

  String changeDefault(Column column) {
    return alterColumn(
        column.name(),
        column.defaultExpression() == null
            ? "DROP DEFAULT"
            : "SET DEFAULT " + column.defaultExpression());
  }

  /**
   * @param kind such as {@code TYPE}
   */
  String comment(String kind, String name, @Nullable String comment) {
    return "COMMENT ON %s %s IS %s".formatted(kind, name(name), SqlLiteral.quoted(comment));
  }

  String comment(Table table) {
    return "COMMENT ON TABLE %s IS %s"
        .formatted(name(table.name()), SqlLiteral.quoted(table.comment()));
  }

  String comment(String table, Column column) {
    return "COMMENT ON COLUMN %s.%s IS %s"
        .formatted(name(table), quoted(column.name()), SqlLiteral.quoted(column.comment()));
  }

  /** A sequence that is to go on behind all values of a column, and never back. */
  String goOnBehind(String sequence, long increment, String table, String column) {
    return """
    SELECT pg_catalog.setval(%s, reached) \
    FROM (SELECT %s(%s)::bigint AS reached FROM %s) AS reached, %s AS position \
    WHERE reached %s last_value OR (reached = last_value AND NOT is_called)"""
        .formatted(
            SqlLiteral.quoted(name(sequence)),
            increment > 0 ? "max" : "min",
            quoted(column),
            name(table),
            name(sequence),
            increment > 0 ? ">" : "<");
  }

  String goOnLike(String sequence, String predecessor) {
    return "SELECT pg_catalog.setval(%s, last_value, is_called) FROM %s"
        .formatted(SqlLiteral.quoted(name(sequence)), name(predecessor));
  }

  String name(String name) {
    return qualified(schema, name);
  }

  private String value(Column column, Optional<String> identity) {
    if (column.generated() != null) {
      return " GENERATED ALWAYS AS (%s) %s"
          .formatted(column.defaultExpression(), column.generated());
    }
    if (column.identity() != null) {
      return " " + generated(column.identity()) + " AS IDENTITY" + identity.orElse("");
    }
    return column.defaultExpression() == null ? "" : " DEFAULT " + column.defaultExpression();
  }

  private static String options(Sequence sequence) {
    return "INCREMENT BY %s MINVALUE %s MAXVALUE %s START WITH %s CACHE %s %s"
        .formatted(
            sequence.increment(),
            sequence.min(),
            sequence.max(),
            sequence.start(),
            sequence.cache(),
            sequence.cycles() ? "CYCLE" : "NO CYCLE");
  }
}
