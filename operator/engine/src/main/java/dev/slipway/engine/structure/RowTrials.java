package dev.slipway.engine.structure;

import static dev.slipway.engine.catalog.SqlIdentifier.qualified;
import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.SqlIdentifier;
import dev.slipway.engine.catalog.SqlLiteral;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.expression.ExpressionCheck;
import dev.slipway.engine.finding.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tries a plan out on the rows that the target has, in a transaction of the caller's and without a
 * trace in it. Rows are named by their keys, ten at most; no other value of theirs is told.
 */
final class RowTrials {
  private static final int LISTED_KEYS = 10;
  private static final int LONGEST_KEY = 40;

  private final Connection connection;
  private final Sides sides;
  private final List<Conversion> conversions;

  private final List<Finding> findings = new ArrayList<>();
  private final Map<TableColumn, Long> failing = new HashMap<>();
  private final Map<TableColumn, Long> losing = new HashMap<>();

  /** What came out. */
  record Outcome(RowFacts facts, List<Finding> findings) {}

  private RowTrials(Connection connection, Sides sides, List<Conversion> conversions) {
    this.connection = connection;
    this.sides = sides;
    this.conversions = conversions;
  }

  static Outcome of(Connection connection, Sides sides, Draft draft) throws SQLException {
    var trials = new RowTrials(connection, sides, draft.conversions());
    for (var trial : draft.trials()) {
      if (trial instanceof RowTrial.Values it) {
        trials.isolated(() -> trials.tryOut(it));
      }
    }
    for (var trial : draft.trials()) {
      trials.isolated(() -> trials.tryOut(trial));
    }
    return new Outcome(new RowFacts(trials.failing, trials.losing), trials.findings);
  }

  private void tryOut(RowTrial trial) throws SQLException {
    if (sides.isReplaced(trial.table()) || isSpoilt(trial)) {
      return;
    }
    switch (trial) {
      case RowTrial.Values _ -> {}
      case RowTrial.Nulls it -> tryOut(it);
      case RowTrial.Duplicates it -> tryOut(it);
      case RowTrial.Violations it -> tryOut(it);
      case RowTrial.Orphans it -> tryOut(it);
    }
  }

  /** Values that do not cast are told already; nothing can be asked of them. */
  private boolean isSpoilt(RowTrial trial) {
    return failing.entrySet().stream()
        .anyMatch(it -> it.getKey().table().equals(trial.table()) && it.getValue() != 0);
  }

  private boolean fails(RowTrial.Values trial) {
    return failing.getOrDefault(trial.conversion().place(), 0L) != 0;
  }

  private void tryOut(RowTrial.Values trial) throws SQLException {
    var conversion = trial.conversion();
    var pair = TypePair.of(conversion.from().type(), conversion.to().type());
    if (conversion.way() instanceof Conversion.Way.ByLabel labels) {
      tryLabels(trial, labels);
      return;
    }
    if (conversion.way() instanceof Conversion.Way.ByCast && pair.isSafe()) {
      failing.put(conversion.place(), 0L);
      return;
    }
    if (conversion.isToEnum() && sides.isEnumToCome(enumName(conversion))) {
      createInterim(enumName(conversion));
    } else if (conversion.way() instanceof Conversion.Way.ByExpression it) {
      var fault =
          new ExpressionCheck(connection, sides.schema()).faultOfValue(trial.table(), it.sql());
      if (fault.isPresent()) {
        failing.put(conversion.place(), -1L);
        refuse(
            "cast",
            conversion.place().inWords(),
            "the expression in rules.casts " + fault.get(),
            "mend it: it is read over the columns of the target's table");
        return;
      }
    }
    if (!tryCast(trial)) {
      return;
    }
    tryLength(trial, pair);
    if (pair.mayLose() || conversion.from().enumName() != null) {
      countLoss(trial, pair);
    }
  }

  /** Whether the rest is worth a trial. */
  private boolean tryCast(RowTrial.Values trial) throws SQLException {
    var conversion = trial.conversion();
    var save = connection.setSavepoint();
    try {
      number("SELECT count(%s) FROM ONLY %s".formatted(conversion.value(), name(trial.table())));
      failing.put(conversion.place(), 0L);
      return true;
    } catch (SQLException e) {
      connection.rollback(save);
      return askRowByRow(trial, e);
    }
  }

  private boolean askRowByRow(RowTrial.Values trial, SQLException first) throws SQLException {
    var conversion = trial.conversion();
    if (isAboutTheStatement(first)) {
      doesNotCastAtAll(conversion);
      return false;
    }
    var arguments = CastFunction.arguments(conversion, trial.target());
    var function = "pg_temp.slipway_fails";
    run(CastFunction.fails(function, arguments, conversion));
    var call =
        arguments.stream().map(it -> quoted(it.name())).collect(joining(", ", function + "(", ")"));
    var rows = rows(trial.target(), call);
    failing.put(conversion.place(), rows.count());
    if (!sides.isReplaced(trial.table())) {
      refuse(
          "does-not-cast",
          conversion.place().inWords(),
          "%s to %s: values of %s do not cast"
              .formatted(conversion.from().type(), conversion.to().type(), rows.inWords()),
          "mend them in the target, or say how in rules.casts");
    }
    return true;
  }

  private void doesNotCastAtAll(Conversion conversion) {
    failing.put(conversion.place(), -1L);
    var isOurs = conversion.way() instanceof Conversion.Way.ByCast;
    refuse(
        isOurs ? "does-not-cast" : "cast",
        conversion.place().inWords(),
        isOurs
            ? "PostgreSQL has no cast from %s to %s"
                .formatted(conversion.from().type(), conversion.to().type())
            : "PostgreSQL does not take the expression in rules.casts for one that gives %s"
                .formatted(conversion.to().type()),
        isOurs
            ? "say how in rules.casts"
            : "mend it: it is read over the columns of the target's table");
  }

  private void tryLabels(RowTrial.Values trial, Conversion.Way.ByLabel way) throws SQLException {
    var conversion = trial.conversion();
    var column = quoted(conversion.from().name());
    var save = connection.setSavepoint();
    try {
      var rows =
          rows(
              trial.target(),
              "%s IS NOT NULL AND NOT %s"
                  .formatted(column, conversion.isKnown(column, way.tolerated())));
      failing.put(conversion.place(), rows.count());
      if (rows.count() > 0 && !sides.isReplaced(trial.table())) {
        refuse(
            "does-not-cast",
            conversion.place().inWords(),
            "%s use labels that the enum of the file does not have".formatted(rows.inWords()),
            "mend them in the target, or say how in rules.casts");
      }
    } catch (SQLException e) {
      if (!isAboutTheStatement(e)) {
        throw e;
      }
      connection.rollback(save);
      doesNotCastAtAll(conversion);
    }
  }

  private void tryLength(RowTrial.Values trial, TypePair pair) throws SQLException {
    var conversion = trial.conversion();
    if (pair.limit().isEmpty() || sides.isReplaced(trial.table()) || fails(trial)) {
      return;
    }
    var value =
        conversion.way() instanceof Conversion.Way.ByExpression it
            ? "(" + it.sql() + ")"
            : quoted(conversion.from().name());
    var rows =
        rows(
            trial.target(),
            "pg_catalog.char_length(CAST(%s AS text)) > %s"
                .formatted(value, pair.limit().getAsInt()));
    if (rows.count() > 0) {
      failing.put(conversion.place(), rows.count());
      refuse(
          "too-long",
          conversion.place().inWords(),
          "values of %s are longer than %s".formatted(rows.inWords(), conversion.to().type()),
          "shorten them in the target, or say how in rules.casts");
    }
  }

  /** Values that come back as others when they are cast there and back. */
  private void countLoss(RowTrial.Values trial, TypePair pair) throws SQLException {
    var conversion = trial.conversion();
    if (sides.isReplaced(trial.table()) || fails(trial)) {
      return;
    }
    var column = quoted(conversion.from().name());
    var save = connection.setSavepoint();
    try {
      losing.put(
          conversion.place(),
          number(
              "SELECT count(*) FROM ONLY %s WHERE %s"
                  .formatted(
                      name(trial.table()),
                      pair.mayLose()
                          ? "CAST(%s AS %s) IS DISTINCT FROM %s"
                              .formatted(conversion.value(), conversion.from().type(), column)
                          : "%s IS NOT NULL AND NOT %s"
                              .formatted(column, conversion.isKnown(column, labels(conversion))))));
    } catch (SQLException e) {
      connection.rollback(save); // not known, so counted as a loss
    }
  }

  private List<String> labels(Conversion conversion) {
    return Sides.enumType(sides.source(), enumName(conversion))
        .map(it -> it.labels())
        .orElse(List.of());
  }

  private static String enumName(Conversion conversion) {
    return requireNonNullElse(conversion.to().enumName(), "");
  }

  /** For expressions that name an enum's new labels. */
  private void createInterim(String name) throws SQLException {
    var type = Sides.enumType(sides.source(), name);
    if (type.isPresent()) {
      run(
          "CREATE TYPE pg_temp.%s AS ENUM (%s)"
              .formatted(
                  quoted(name),
                  type.get().labels().stream().map(SqlLiteral::quoted).collect(joining(", "))));
      run("SET LOCAL search_path = pg_temp, " + quoted(sides.schema()));
    }
  }

  private void tryOut(RowTrial.Nulls trial) throws SQLException {
    var column = trial.column();
    var value =
        Sides.column(trial.target(), column.name()).isEmpty() ? "NULL" : quoted(column.name());
    var rows = rows(trial.target(), value + " IS NULL");
    if (rows.count() > 0) {
      refuse(
          "null-values",
          trial.table() + "." + column.name(),
          "NOT NULL in the file, and NULL in %s".formatted(rows.inWords()),
          "fill them in the target, or give the column a default in the source");
    }
  }

  private void tryOut(RowTrial.Duplicates trial) throws SQLException {
    var columns = String.join(", ", trial.columns());
    var condition = new ArrayList<String>();
    if (!trial.condition().isEmpty()) {
      condition.add("(" + trial.condition() + ")");
    }
    if (!trial.nullsAreEqual()) {
      trial.columns().forEach(it -> condition.add("(" + it + ") IS NOT NULL"));
    }
    var groups =
        tried(
            "SELECT count(*) FROM (SELECT FROM %s%s GROUP BY %s HAVING count(*) > 1) AS groups"
                .formatted(
                    asItWillBe(trial.target()),
                    condition.isEmpty() ? "" : " WHERE " + String.join(" AND ", condition),
                    columns));
    if (groups.orElse(0L) > 0) {
      refuse(
          "duplicates",
          trial.table() + "." + trial.name(),
          "a unique key of the file, which %s values break by being there more than once"
              .formatted(groups.get()),
          "make them differ in the target");
    }
  }

  private void tryOut(RowTrial.Violations trial) throws SQLException {
    var count =
        tried(
            "SELECT count(*) FROM %s WHERE (%s) IS FALSE"
                .formatted(asItWillBe(trial.target()), trial.expression()));
    if (count.orElse(0L) > 0) {
      refuse(
          "violates-check",
          trial.table() + "." + trial.name(),
          "a check of the file, which %s rows break".formatted(count.get()),
          "mend them in the target");
    }
  }

  private void tryOut(RowTrial.Orphans trial) throws SQLException {
    var own = trial.columns().stream().map(it -> "t." + quoted(it)).toList();
    var isWhole = own.stream().map(it -> it + " IS NOT NULL").collect(joining(" AND "));
    var referenced = sides.target().table(trial.referencedTable());
    var missing =
        referenced
            .map(
                it ->
                    "NOT EXISTS (SELECT FROM %s WHERE (%s) = (%s))"
                        .formatted(
                            asItWillBe(it, "r"),
                            trial.referencedColumns().stream()
                                .map(column -> "r." + column)
                                .collect(joining(", ")),
                            String.join(", ", own)))
            .orElse("true");
    var count =
        tried(
            "SELECT count(*) FROM %s WHERE %s AND %s"
                .formatted(asItWillBe(trial.target(), "t"), isWhole, missing));
    if (count.orElse(0L) > 0) {
      refuse(
          "violates-reference",
          trial.table() + "." + trial.name(),
          "a foreign key of the file, and %s rows refer to none of %s"
              .formatted(count.get(), trial.referencedTable()),
          "mend them in the target");
    }
  }

  /** The table with the values that it will have, under its own name. */
  private String asItWillBe(Table table) {
    return asItWillBe(table, quoted(table.name()));
  }

  private String asItWillBe(Table table, String alias) {
    var source = sides.source().table(table.name());
    var columns = new ArrayList<String>();
    for (var column : table.columns()) {
      columns.add(value(table, column) + " AS " + quoted(column.name()));
    }
    var known = table.columns().stream().map(Column::name).collect(toSet());
    source.stream()
        .flatMap(it -> it.columns().stream())
        .filter(it -> !known.contains(it.name()))
        .forEach(it -> columns.add(beginning(it) + " AS " + quoted(it.name())));
    return "(SELECT %s FROM ONLY %s) AS %s"
        .formatted(String.join(", ", columns), name(table.name()), alias);
  }

  private String value(Table table, Column column) {
    var place = new TableColumn(table.name(), column.name());
    return conversions.stream()
        .filter(it -> it.place().equals(place))
        .map(
            it ->
                it.isToEnum() && sides.isEnumToCome(enumName(it))
                    ? "CAST(%s AS text)".formatted(quoted(column.name()))
                    : it.value())
        .findFirst()
        .orElseGet(() -> quoted(column.name()));
  }

  private String beginning(Column column) {
    var enumName = column.enumName();
    boolean isToCome = enumName != null && sides.isEnumToCome(enumName);
    var value = column.defaultExpression();
    boolean isKnown =
        value != null && column.generated() == null && !value.contains("nextval(") && !isToCome;
    return "CAST(%s AS %s)".formatted(isKnown ? value : "NULL", isToCome ? "text" : column.type());
  }

  /** Rows with a condition: how many, and the keys of the first. */
  private record Rows(long count, List<String> keys) {
    String inWords() {
      var words = count + (count == 1 ? " row" : " rows");
      if (keys.isEmpty()) {
        return words;
      }
      var more = count > keys.size() ? ", .." : "";
      return "%s (keys %s%s)".formatted(words, String.join(", ", keys), more);
    }
  }

  private Rows rows(Table table, String condition) throws SQLException {
    var key =
        table.keyColumns().stream()
            .map(it -> "CAST(%s AS text)".formatted(quoted(it)))
            .collect(joining(", ", "pg_catalog.concat_ws('/', ", ")"));
    var order = table.keyColumns().stream().map(SqlIdentifier::quoted).collect(joining(", "));
    var query =
        "SELECT count(*) OVER (), %s FROM ONLY %s WHERE %s%s LIMIT %s"
            .formatted(
                table.keyColumns().isEmpty() ? "NULL" : key,
                name(table.name()),
                condition,
                order.isEmpty() ? "" : " ORDER BY " + order,
                LISTED_KEYS);
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      long count = 0;
      var keys = new ArrayList<String>();
      while (rows.next()) {
        count = rows.getLong(1);
        Optional.ofNullable(rows.getString(2)).map(RowTrials::shortened).ifPresent(keys::add);
      }
      return new Rows(count, keys);
    }
  }

  private static String shortened(String key) {
    return key.codePointCount(0, key.length()) <= LONGEST_KEY
        ? key
        : key.substring(0, key.offsetByCodePoints(0, LONGEST_KEY)) + "..";
  }

  /** Nothing where the question cannot be put before the structure is there: then that decides. */
  private Optional<Long> tried(String query) throws SQLException {
    var save = connection.setSavepoint();
    try {
      return Optional.of(number(query));
    } catch (SQLException e) {
      if (!isAboutTheStatement(e)) {
        throw e;
      }
      connection.rollback(save);
      return Optional.empty();
    }
  }

  private long number(String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void run(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void isolated(Step step) throws SQLException {
    var save = connection.setSavepoint();
    step.run();
    connection.rollback(save);
  }

  @FunctionalInterface
  private interface Step {
    void run() throws SQLException;
  }

  private void refuse(String kind, String place, String what, String todo) {
    findings.add(Finding.refusal(kind, place, what, todo));
  }

  private String name(String table) {
    return qualified(sides.schema(), table);
  }

  /** Syntax, names and types; all else is about values, or about the session. */
  private static boolean isAboutTheStatement(SQLException e) {
    var state = e.getSQLState();
    return state != null && Set.of("42", "0A").contains(state.substring(0, 2));
  }
}
