package dev.slipway.engine.structure;

import static dev.slipway.engine.catalog.SqlIdentifier.qualified;
import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.EnumType;
import dev.slipway.engine.catalog.ForeignKey;
import dev.slipway.engine.catalog.Identity;
import dev.slipway.engine.catalog.Index;
import dev.slipway.engine.catalog.Key;
import dev.slipway.engine.catalog.Sequence;
import dev.slipway.engine.catalog.SequenceOwner;
import dev.slipway.engine.catalog.Table;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes what is in a catalog as the statements that make it. */
final class DdlWriter {
  private final String schema;
  private final List<Sequence> sequences;

  /**
   * @param sequences among which those of identity columns are found
   */
  DdlWriter(String schema, List<Sequence> sequences) {
    this.schema = schema;
    this.sequences = sequences;
  }

  String createEnum(EnumType type) {
    return "CREATE TYPE %s AS ENUM (%s)"
        .formatted(
            name(type.name()),
            type.labels().stream().map(DdlWriter::literal).collect(joining(", ")));
  }

  String createSequence(Sequence sequence) {
    return "CREATE SEQUENCE %s AS %s %s"
        .formatted(name(sequence.name()), sequence.type(), options(sequence));
  }

  String ownSequence(Sequence sequence, SequenceOwner owner) {
    return "ALTER SEQUENCE %s OWNED BY %s.%s"
        .formatted(name(sequence.name()), name(owner.table()), quoted(owner.column()));
  }

  /** With keys and checks; indexes and references come once the rows are there. */
  String createTable(Table table) {
    var columns =
        table.columns().stream()
            .map(it -> column(table.name(), it) + (it.notNull() ? " NOT NULL" : ""));
    var keys =
        Stream.concat(Stream.ofNullable(table.primaryKey()), table.uniqueKeys().stream())
            .map(it -> constraint(it.name(), it.definition()));
    var checks = table.checks().stream().map(it -> constraint(it.name(), it.definition()));
    return "CREATE %sTABLE %s (%s)"
        .formatted(
            switch (table.kind()) {
              case UNLOGGED -> "UNLOGGED ";
              case ORDINARY, PARTITIONED, PARTITION, FOREIGN -> "";
            },
            name(table.name()),
            Stream.of(columns, keys, checks).flatMap(it -> it).collect(joining(", ")));
  }

  /** Without NOT NULL where rows that are there would have no value to show. */
  String addColumn(Table table, Column column) {
    var definition = column(table.name(), column);
    return alter(table, "ADD COLUMN " + definition + (fillsItself(column) ? " NOT NULL" : ""));
  }

  boolean needsNotNullLater(Column column) {
    return column.notNull() && !fillsItself(column);
  }

  String setNotNull(Table table, Column column) {
    return alter(table, "ALTER COLUMN " + quoted(column.name()) + " SET NOT NULL");
  }

  String changeDefault(Table table, Column column) {
    var change =
        column.defaultExpression() == null
            ? "DROP DEFAULT"
            : "SET DEFAULT " + column.defaultExpression();
    return alter(table, "ALTER COLUMN " + quoted(column.name()) + " " + change);
  }

  String addKey(Table table, Key key) {
    return alter(table, "ADD " + constraint(key.name(), key.definition()));
  }

  String addForeignKey(Table table, ForeignKey key) {
    return alter(table, "ADD " + constraint(key.name(), key.definition()));
  }

  String createIndex(Table table, Index index) {
    return "CREATE %sINDEX %s ON %s %s"
        .formatted(
            index.unique() ? "UNIQUE " : "",
            quoted(index.name()),
            name(table.name()),
            index.definition());
  }

  String comment(Table table) {
    return "COMMENT ON TABLE %s IS %s".formatted(name(table.name()), literal(table.comment()));
  }

  String comment(Table table, Column column) {
    return "COMMENT ON COLUMN %s.%s IS %s"
        .formatted(name(table.name()), quoted(column.name()), literal(column.comment()));
  }

  private static boolean fillsItself(Column column) {
    return column.notNull() && (column.defaultExpression() != null || column.identity() != null);
  }

  private String column(String table, Column column) {
    var collation = column.collation() == null ? "" : " COLLATE " + column.collation();
    return quoted(column.name()) + " " + column.type() + collation + value(table, column);
  }

  private String value(String table, Column column) {
    if (column.generated() != null) {
      return " GENERATED ALWAYS AS (%s) %s"
          .formatted(column.defaultExpression(), column.generated());
    }
    if (column.identity() != null) {
      return " GENERATED %s AS IDENTITY%s"
          .formatted(
              column.identity() == Identity.ALWAYS ? "ALWAYS" : "BY DEFAULT",
              identityOptions(new SequenceOwner(table, column.name(), true)));
    }
    return column.defaultExpression() == null ? "" : " DEFAULT " + column.defaultExpression();
  }

  private String identityOptions(SequenceOwner owner) {
    return sequences.stream()
        .filter(it -> owner.equals(it.owner()))
        .map(it -> " (SEQUENCE NAME %s %s)".formatted(name(it.name()), options(it)))
        .findFirst()
        .orElse("");
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

  private static String constraint(String name, String definition) {
    return "CONSTRAINT " + quoted(name) + " " + definition;
  }

  private String alter(Table table, String change) {
    return "ALTER TABLE " + name(table.name()) + " " + change;
  }

  private String name(String name) {
    return qualified(schema, name);
  }

  /** Right whatever standard_conforming_strings says. */
  private static String literal(@Nullable String text) {
    return text == null ? "NULL" : "E'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
