package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.qualified;
import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.EnumType;
import dev.slipway.engine.catalog.SqlLiteral;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.file.TableEntry;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.rules.Cast;
import dev.slipway.engine.structure.Conversion;
import dev.slipway.engine.structure.StructurePlan;
import dev.slipway.engine.structure.TableColumn;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The old values of columns that a change gave another type, or dropped, in a table whose rows are
 * others'. A row that has still what the change made of it gets the very value back that it had;
 * any other keeps the one that it has, converted.
 */
final class ValuesBack {
  private final TargetSession session;
  private final MigrationFileReader file;
  private final TableEntry entry;
  private final Table former;
  private final Table present;
  private final Catalog target;
  private final StructurePlan plan;
  private final int number;

  private ValuesBack(
      TargetSession session,
      MigrationFileReader file,
      TableEntry entry,
      StagedMigration staged,
      int number) {
    this.session = session;
    this.file = file;
    this.entry = entry;
    this.former = file.structure().table(entry.name()).orElseThrow();
    this.target = staged.target();
    this.plan = staged.plan();
    this.present = plan.staying(target.table(entry.name()).orElseThrow());
    this.number = number;
  }

  /**
   * Loads the values beside the table, and finds the rows that they are for.
   *
   * @param untouched whether nobody has written to these columns since
   */
  static ValuesBack load(
      TargetSession session,
      MigrationFileReader file,
      TableEntry entry,
      StagedMigration staged,
      int number,
      boolean untouched)
      throws SQLException, IOException {
    var values = new ValuesBack(session, file, entry, staged, number);
    values.load();
    values.find(untouched);
    return values;
  }

  /** Values of others that cannot be had in the old type. */
  List<Finding> lost() throws SQLException {
    var findings = new ArrayList<Finding>();
    for (var column : back()) {
      var conversion = conversion(column);
      if (conversion.isPresent()) {
        long count = countLost(column, conversion.get());
        if (count > 0) {
          findings.add(
              Finding.acceptableRefusal(
                  "does-not-convert-back",
                  entry.name() + "." + column.name(),
                  "values of %s rows that were written since are none of %s"
                      .formatted(count, column.type()),
                  "mend them, or accept that they are emptied or cut"));
        }
      }
    }
    return findings;
  }

  /** Once the columns have their old types again. */
  void write() throws SQLException {
    if (back().isEmpty()) {
      return;
    }
    var triggers = new UserTriggers(session);
    triggers.disable(table());
    var values =
        back().stream()
            .map(
                it ->
                    "%1$s = CASE WHEN s.%2$s THEN %3$s ELSE t.%1$s END"
                        .formatted(quoted(it.name()), same(it), old(it)))
            .collect(joining(", "));
    var differ =
        back().stream()
            .map(
                it ->
                    "(s.%s AND row(t.%s)::record *<> row(%s)::record)"
                        .formatted(same(it), quoted(it.name()), old(it)))
            .collect(joining(" OR "));
    session.run(
        "UPDATE ONLY %s AS t SET %s FROM %s AS s WHERE %s AND (%s)"
            .formatted(table(), values, found(), sameKey(it -> "t." + quoted(it.name())), differ));
    triggers.restore();
  }

  private void load() throws SQLException, IOException {
    session.run(
        entry.columns().stream()
            .map(it -> quoted(it) + " text")
            .collect(joining(", ", "CREATE TEMP TABLE slipway_values_" + number + " (", ")"))
            .concat(" ON COMMIT DROP"));
    StagedTable.copy(session, file, entry, "COPY %s FROM STDIN".formatted(loaded()));
    session.run("ANALYZE " + loaded());
  }

  private void find(boolean untouched) throws SQLException {
    var columns = new ArrayList<String>();
    var keys = keys();
    for (int place = 0; place < keys.size(); place++) {
      columns.add("CAST(%s AS text) AS slipway_key_%s".formatted(reverse(keys.get(place)), place));
    }
    for (var column : back()) {
      columns.add("s." + quoted(column.name()));
      columns.add(
          "(%s) AS %s".formatted(untouched ? "true" : isWhatItWasMade(column), same(column)));
    }
    var join =
        keys.stream()
            .map(it -> "t.%s = %s".formatted(quoted(it.name()), made(it)))
            .collect(joining(" AND "));
    session.run(
        """
        CREATE TEMP TABLE slipway_found_%s ON COMMIT DROP AS
        SELECT %s FROM %s AS s CROSS JOIN LATERAL (SELECT %s) AS r JOIN ONLY %s AS t ON %s"""
            .formatted(
                number,
                String.join(", ", columns),
                loaded(),
                taken().stream()
                    .map(it -> "%s AS %s".formatted(typed(it), quoted(it.name())))
                    .collect(joining(", ")),
                table(),
                join));
    session.run("ANALYZE " + found());
  }

  /** A column that is not there now has nothing that anybody could have changed. */
  private String isWhatItWasMade(Column column) {
    return Column.named(present.columns(), column.name()).isEmpty()
        ? "true"
        : "row(t.%s)::record *= row(%s)::record".formatted(quoted(column.name()), made(column));
  }

  /** What the change has made of the old value. */
  private String made(Column column) {
    if (conversion(column).isEmpty()) {
      return "r." + quoted(column.name());
    }
    var place = new TableColumn(entry.name(), column.name());
    var to = Column.named(present.columns(), column.name()).orElseThrow();
    Conversion.Way way =
        file.manifest().casts().stream()
            .filter(it -> it.table().equals(place.table()) && it.column().equals(place.column()))
            .map(Cast::using)
            .findFirst()
            .<Conversion.Way>map(Conversion.Way.ByExpression::new)
            .orElseGet(
                () ->
                    to.enumName() == null
                        ? new Conversion.Way.ByCast()
                        : new Conversion.Way.ByLabel(List.of()));
    return new Conversion(place, column, to, way).valueIn("r");
  }

  /** What becomes of the value that is there. */
  private String reverse(Column column) {
    return conversion(column)
        .map(it -> isToCome(column) ? it.textIn("t") : it.valueIn("t"))
        .orElseGet(() -> "t." + quoted(column.name()));
  }

  private long countLost(Column column, Conversion conversion) throws SQLException {
    var value = "t." + quoted(column.name());
    var others =
        "SELECT count(*) FROM ONLY %s AS t LEFT JOIN %s AS s ON %s WHERE s.%s IS NOT TRUE AND "
            .formatted(table(), found(), sameKey(this::reverse), same(column));
    if (isToCome(column)) {
      return session
          .numbers(others + "%s IS NOT NULL AND NOT %s".formatted(value, isKnown(column, value)))
          .getFirst();
    }
    var back = conversion.valueIn("t");
    var emptied = others + "%s IS NOT NULL AND %s IS NULL".formatted(value, back);
    var save = session.connection().setSavepoint();
    try {
      return session
          .numbers(
              others
                  + "row(%s)::record *<> row(CAST(%s AS %s))::record"
                      .formatted(value, back, conversion.from().type()))
          .getFirst();
    } catch (SQLException e) {
      if (session.connection().isClosed()) {
        throw e;
      }
      session.connection().rollback(save); // nothing leads there and back, so only there counts
      return session.numbers(emptied).getFirst();
    }
  }

  private String isKnown(Column column, String value) {
    var labels =
        enumOf(file.structure(), column).stream()
            .flatMap(it -> it.labels().stream())
            .map(SqlLiteral::quoted)
            .collect(joining(", ", "ARRAY[", "]::text[]"));
    return column.type().endsWith("[]")
        ? "CAST(%s AS text[]) <@ %s".formatted(value, labels)
        : "CAST(%s AS text) = ANY (%s)".formatted(value, labels);
  }

  /** As the row was; what is of an enum that is not there now stays its label. */
  private String typed(Column column) {
    var value = "s." + quoted(column.name());
    return isToCome(column)
        ? value
        : "CAST(%s AS %s)".formatted(value, column.type())
            + (column.collation() == null ? "" : " COLLATE " + column.collation());
  }

  private String old(Column column) {
    return "CAST(s.%s AS %s)".formatted(quoted(column.name()), column.type());
  }

  private String sameKey(Function<Column, String> value) {
    var keys = keys();
    var conditions = new ArrayList<String>();
    for (int place = 0; place < keys.size(); place++) {
      conditions.add(
          "CAST(%s AS text) = s.slipway_key_%s".formatted(value.apply(keys.get(place)), place));
    }
    return String.join(" AND ", conditions);
  }

  private String same(Column column) {
    return "slipway_same_" + former.columns().indexOf(column);
  }

  private boolean isToCome(Column column) {
    return column.enumName() != null
        && !enumOf(file.structure(), column)
            .map(EnumType::labels)
            .equals(enumOf(target, column).map(EnumType::labels));
  }

  private static Optional<EnumType> enumOf(Catalog catalog, Column column) {
    return catalog.enums().stream().filter(it -> it.name().equals(column.enumName())).findFirst();
  }

  private Optional<Conversion> conversion(Column column) {
    var place = new TableColumn(entry.name(), column.name());
    return plan.conversions().stream().filter(it -> it.place().equals(place)).findFirst();
  }

  /** Those whose old values are given back. */
  private List<Column> back() {
    return taken().stream()
        .filter(
            it ->
                conversion(it).isPresent() || Column.named(present.columns(), it.name()).isEmpty())
        .toList();
  }

  private List<Column> taken() {
    return former.columns().stream().filter(it -> entry.columns().contains(it.name())).toList();
  }

  private List<Column> keys() {
    return entry.keyColumns().stream()
        .map(it -> Column.named(former.columns(), it).orElseThrow())
        .toList();
  }

  private String table() {
    return qualified(session.schema(), entry.name());
  }

  private String loaded() {
    return "pg_temp.slipway_values_" + number;
  }

  private String found() {
    return "pg_temp.slipway_found_" + number;
  }
}
