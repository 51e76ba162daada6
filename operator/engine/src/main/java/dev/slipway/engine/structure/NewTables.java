package dev.slipway.engine.structure;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;

import dev.slipway.engine.catalog.Check;
import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.finding.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Tables that the target lacks, parents first.
 *
 * @param identities the sequence of a table's identity column, as its definition names it
 */
record NewTables(
    Sides sides,
    Draft draft,
    DdlWriter ddl,
    FreeNames names,
    BiFunction<String, Column, Optional<String>> identities) {

  void create(Table table) {
    if (isRefused(table)) {
      return;
    }
    var heirs = new Inheritance(sides.source());
    names.relation(table.name());
    draft.add(
        Phase.NEW_TABLES,
        table.name(),
        ddl.createTable(table, columns(table), constraints(table)),
        "creates " + table.name());
    table.columns().stream()
        .filter(Column::inherited)
        .forEach(it -> settleInherited(table, it, heirs));
    if (table.comment() != null) {
      draft.add(Phase.COMMENTS, table.name(), ddl.comment(table), "comments on " + table.name());
    }
    table.columns().stream()
        .filter(it -> it.comment() != null)
        .forEach(
            it ->
                draft.add(
                    Phase.COMMENTS,
                    table.name(),
                    ddl.comment(table.name(), it),
                    "comments on " + it.name()));
    Part.of(table).stream().filter(it -> it.kind().isIndex()).forEach(it -> createIndex(table, it));
  }

  private void createIndex(Table table, Part index) {
    var name = names.relation(index.name());
    var sql = index.create(sides.schema(), table.name(), name);
    draft.add(Phase.INDEXES, table.name(), sql, "indexes " + table.name());
    comment(table, index, name);
  }

  private void comment(Table table, Part part, String ownName) {
    if (part.comment() != null) {
      var sql = part.comment(sides.schema(), table.name(), ownName);
      draft.add(Phase.COMMENTS, table.name(), sql, "comments on the " + part.inWords());
    }
  }

  private boolean isRefused(Table table) {
    if (!table.kind().holdsRows()) {
      var kind = table.kind().toString().toLowerCase(Locale.ROOT);
      refuse(table, "is new and " + kind);
      return true;
    }
    var missing = table.parents().stream().filter(it -> sides.tableToBe(it).isEmpty()).toList();
    if (!missing.isEmpty()) {
      refuse(table, "inherits from %s, which the target lacks".formatted(missing));
      return true;
    }
    if (names.isRelation(table.name())) {
      draft.find(
          Finding.refusal(
              "name-taken",
              table.name(),
              "the file has a table of this name, the target something else",
              "rename what the target has"));
      return true;
    }
    return false;
  }

  private void refuse(Table table, String what) {
    draft.find(
        Finding.refusal(
            "unsupported",
            table.name(),
            what,
            "create it in the target by hand, or leave it out by the rule Skip"));
  }

  private List<String> columns(Table table) {
    return table.columns().stream()
        .filter(it -> !it.inherited())
        .map(
            it ->
                ddl.column(it, identities.apply(table.name(), it))
                    + (it.notNull() ? " NOT NULL" : ""))
        .toList();
  }

  private List<String> constraints(Table table) {
    var inherited = table.checks().stream().filter(Check::inherited).map(Check::name).toList();
    return Part.of(table).stream()
        .filter(it -> it.kind().isKey() || it.kind() == Part.Kind.CHECK)
        .filter(it -> it.kind().isKey() || !inherited.contains(it.name()))
        .map(it -> constraint(table, it))
        .toList();
  }

  private String constraint(Table table, Part part) {
    var name = part.kind().isKey() ? names.key(table.name(), part.name()) : part.name();
    comment(table, part, name);
    return "CONSTRAINT %s %s".formatted(quoted(name), part.definition());
  }

  private void settleInherited(Table table, Column column, Inheritance heirs) {
    if (!comesWithDefault(table, column)) {
      draft.add(
          Phase.SETTLE_COLUMNS,
          table.name(),
          ddl.alterOnly(table.name(), ddl.changeDefault(column)),
          "changes the default of " + column.name());
    }
    if (column.notNull() && !heirs.inheritsNotNull(table, column.name())) {
      draft.add(
          Phase.NEW_TABLES,
          table.name(),
          ddl.alter(table.name(), ddl.alterColumn(column.name(), "SET NOT NULL")),
          "asks for a value of " + column.name());
    }
  }

  /** Whether the parents say the same, as they are and as they will be. */
  private boolean comesWithDefault(Table table, Column column) {
    return table.parents().stream()
        .flatMap(it -> Stream.of(sides.source().table(it), sides.target().table(it)))
        .flatMap(Optional::stream)
        .flatMap(it -> Sides.column(it, column.name()).stream())
        .allMatch(it -> Objects.equals(it.defaultExpression(), column.defaultExpression()));
  }
}
