package dev.slipway.engine.structure;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;

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
        ddl.createTable(table, columns(table, heirs), constraints(table, heirs)),
        "creates " + table.name());
    table.columns().stream()
        .filter(it -> heirs.inherits(table, it.name()))
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
    Part.of(table).stream()
        .filter(it -> it.kind().isIndex())
        .forEach(
            it ->
                draft.add(
                    Phase.INDEXES,
                    table.name(),
                    it.create(sides.schema(), table.name(), names.relation(it.name())),
                    "indexes " + table.name()));
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

  private List<String> columns(Table table, Inheritance heirs) {
    return table.columns().stream()
        .filter(it -> !heirs.inherits(table, it.name()))
        .map(
            it ->
                ddl.column(it, identities.apply(table.name(), it))
                    + (it.notNull() ? " NOT NULL" : ""))
        .toList();
  }

  private List<String> constraints(Table table, Inheritance heirs) {
    var keys =
        Part.of(table).stream()
            .filter(it -> it.kind().isKey())
            .map(
                it ->
                    "CONSTRAINT %s %s"
                        .formatted(quoted(names.key(table.name(), it.name())), it.definition()));
    var checks =
        table.checks().stream()
            .filter(it -> !heirs.inherits(table, it))
            .map(it -> "CONSTRAINT %s %s".formatted(quoted(it.name()), it.definition()));
    return Stream.concat(keys, checks).toList();
  }

  private void settleInherited(Table table, Column column, Inheritance heirs) {
    var ofParent =
        heirs.parents(table).stream()
            .flatMap(it -> Sides.column(it, column.name()).stream())
            .findFirst()
            .orElseThrow();
    if (!Objects.equals(ofParent.defaultExpression(), column.defaultExpression())) {
      draft.add(
          Phase.NEW_TABLES,
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
}
