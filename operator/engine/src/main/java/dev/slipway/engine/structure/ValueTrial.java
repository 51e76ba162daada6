package dev.slipway.engine.structure;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.SqlLiteral;
import dev.slipway.engine.expression.ExpressionCheck;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Tries whether the values of a column can become those of another type, and come back. */
final class ValueTrial {
  private final Connection connection;
  private final Sides sides;
  private final TargetRows rows;
  private final TrialResults results;

  ValueTrial(Connection connection, Sides sides, TargetRows rows, TrialResults results) {
    this.connection = connection;
    this.sides = sides;
    this.rows = rows;
    this.results = results;
  }

  void tryOut(RowTrial.Values trial) throws SQLException {
    var conversion = trial.conversion();
    var pair = TypePair.of(conversion.from().type(), conversion.to().type());
    if (conversion.way() instanceof Conversion.Way.ByLabel labels) {
      tryLabels(trial, labels);
      return;
    }
    if (conversion.way() instanceof Conversion.Way.ByCast && pair.isSafe()) {
      results.fails(conversion.place(), 0L);
      return;
    }
    if (conversion.isToEnum() && sides.isEnumToCome(conversion.enumName())) {
      createInterim(conversion.enumName());
    } else if (conversion.way() instanceof Conversion.Way.ByExpression it) {
      var fault =
          new ExpressionCheck(connection, sides.schema()).faultOfValue(trial.table(), it.sql());
      if (fault.isPresent()) {
        results.fails(conversion.place(), -1L);
        results.refuse(
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
      rows.number(
          "SELECT count(%s) FROM ONLY %s".formatted(conversion.value(), rows.name(trial.table())));
      results.fails(conversion.place(), 0L);
      return true;
    } catch (SQLException e) {
      connection.rollback(save);
      return askRowByRow(trial, e);
    }
  }

  private boolean askRowByRow(RowTrial.Values trial, SQLException first) throws SQLException {
    var conversion = trial.conversion();
    if (TargetRows.isAboutTheStatement(first)) {
      doesNotCastAtAll(conversion);
      return false;
    }
    var arguments = CastFunction.arguments(conversion, trial.target());
    var function = "pg_temp.slipway_fails";
    rows.run(CastFunction.fails(function, arguments, conversion));
    var call =
        arguments.stream().map(it -> quoted(it.name())).collect(joining(", ", function + "(", ")"));
    var found = rows.with(trial.target(), call);
    results.fails(conversion.place(), found.count());
    if (!sides.isReplaced(trial.table())) {
      results.refuse(
          "does-not-cast",
          conversion.place().inWords(),
          "%s to %s: values of %s do not cast"
              .formatted(conversion.from().type(), conversion.to().type(), found.inWords()),
          "mend them in the target, or say how in rules.casts");
    }
    return true;
  }

  private void doesNotCastAtAll(Conversion conversion) {
    results.fails(conversion.place(), -1L);
    if (sides.isExact() && sides.isReplaced(conversion.place().table())) {
      return; // the file has the values
    }
    var isOurs = conversion.way() instanceof Conversion.Way.ByCast;
    results.refuse(
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
      var found =
          rows.with(
              trial.target(),
              "%s IS NOT NULL AND NOT %s"
                  .formatted(column, conversion.isKnown(column, way.tolerated())));
      results.fails(conversion.place(), found.count());
      if (found.count() > 0 && !sides.isReplaced(trial.table())) {
        results.refuse(
            "does-not-cast",
            conversion.place().inWords(),
            "%s use labels that the enum of the file does not have".formatted(found.inWords()),
            "mend them in the target, or say how in rules.casts");
      }
    } catch (SQLException e) {
      if (!TargetRows.isAboutTheStatement(e)) {
        throw e;
      }
      connection.rollback(save);
      doesNotCastAtAll(conversion);
    }
  }

  private void tryLength(RowTrial.Values trial, TypePair pair) throws SQLException {
    var conversion = trial.conversion();
    if (pair.limit().isEmpty()
        || sides.isReplaced(trial.table())
        || results.doesFail(trial.conversion().place())) {
      return;
    }
    var value =
        conversion.way() instanceof Conversion.Way.ByExpression it
            ? "(" + it.sql() + ")"
            : quoted(conversion.from().name());
    var found =
        rows.with(
            trial.target(),
            "pg_catalog.char_length(CAST(%s AS text)) > %s"
                .formatted(value, pair.limit().getAsInt()));
    if (found.count() > 0) {
      results.fails(conversion.place(), found.count());
      results.refuse(
          "too-long",
          conversion.place().inWords(),
          "values of %s are longer than %s".formatted(found.inWords(), conversion.to().type()),
          "shorten them in the target, or say how in rules.casts");
    }
  }

  /** Values that come back as others when they are cast there and back. */
  private void countLoss(RowTrial.Values trial, TypePair pair) throws SQLException {
    var conversion = trial.conversion();
    if (sides.isReplaced(trial.table()) || results.doesFail(trial.conversion().place())) {
      return;
    }
    var column = quoted(conversion.from().name());
    var save = connection.setSavepoint();
    try {
      results.loses(
          conversion.place(),
          rows.number(
              "SELECT count(*) FROM ONLY %s WHERE %s"
                  .formatted(
                      rows.name(trial.table()),
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
    return Sides.enumType(sides.source(), conversion.enumName())
        .map(it -> it.labels())
        .orElse(List.of());
  }

  /** For expressions that name an enum's new labels. */
  private void createInterim(String name) throws SQLException {
    var type = Sides.enumType(sides.source(), name);
    if (type.isPresent()) {
      rows.run(
          "CREATE TYPE pg_temp.%s AS ENUM (%s)"
              .formatted(
                  quoted(name),
                  type.get().labels().stream().map(SqlLiteral::quoted).collect(joining(", "))));
      rows.run("SET LOCAL search_path = pg_temp, " + quoted(sides.schema()));
    }
  }
}
