package dev.slipway.engine.structure;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;

import dev.slipway.engine.finding.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries a plan out on the rows that the target has, in a transaction of the caller's and without a
 * trace in it. No value of a row is told but its key.
 */
final class RowTrials {
  private final Sides sides;
  private final TargetRows rows;
  private final FutureTables future;
  private final TrialResults results = new TrialResults();

  /** What came out. */
  record Outcome(RowFacts facts, List<Finding> findings) {}

  private RowTrials(Sides sides, TargetRows rows, List<Conversion> conversions) {
    this.sides = sides;
    this.rows = rows;
    this.future = new FutureTables(sides, conversions);
  }

  static Outcome of(Connection connection, Sides sides, Draft draft) throws SQLException {
    var rows = new TargetRows(connection, sides.schema());
    var trials = new RowTrials(sides, rows, draft.conversions());
    var values = new ValueTrial(connection, sides, rows, trials.results);
    for (var trial : draft.trials()) {
      if (trial instanceof RowTrial.Values it) {
        rows.isolated(() -> values.tryOut(it));
      }
    }
    for (var trial : draft.trials()) {
      rows.isolated(() -> trials.tryOut(trial));
    }
    return new Outcome(trials.results.facts(), trials.results.findings());
  }

  private void tryOut(RowTrial trial) throws SQLException {
    if (sides.isReplaced(trial.table()) || results.isSpoilt(trial.table())) {
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

  private void tryOut(RowTrial.Nulls trial) throws SQLException {
    var column = trial.column();
    var value =
        Sides.column(trial.target(), column.name()).isEmpty() ? "NULL" : quoted(column.name());
    var found = rows.with(trial.target(), value + " IS NULL");
    if (found.count() > 0) {
      results.refuse(
          "null-values",
          trial.table() + "." + column.name(),
          "NOT NULL in the file, and NULL in %s".formatted(found.inWords()),
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
        rows.tried(
            "SELECT count(*) FROM (SELECT FROM %s%s GROUP BY %s HAVING count(*) > 1) AS groups"
                .formatted(
                    future.query(trial.target()),
                    condition.isEmpty() ? "" : " WHERE " + String.join(" AND ", condition),
                    columns));
    if (groups.orElse(0L) > 0) {
      results.refuse(
          "duplicates",
          trial.table() + "." + trial.name(),
          "a unique key of the file, which %s values break by being there more than once"
              .formatted(groups.get()),
          "make them differ in the target");
    }
  }

  private void tryOut(RowTrial.Violations trial) throws SQLException {
    var count =
        rows.tried(
            "SELECT count(*) FROM %s WHERE (%s) IS FALSE"
                .formatted(future.query(trial.target()), trial.expression()));
    if (count.orElse(0L) > 0) {
      results.refuse(
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
                            future.query(it, "r"),
                            trial.referencedColumns().stream()
                                .map(column -> "r." + column)
                                .collect(joining(", ")),
                            String.join(", ", own)))
            .orElse("true");
    var count =
        rows.tried(
            "SELECT count(*) FROM %s WHERE %s AND %s"
                .formatted(future.query(trial.target(), "t"), isWhole, missing));
    if (count.orElse(0L) > 0) {
      results.refuse(
          "violates-reference",
          trial.table() + "." + trial.name(),
          "a foreign key of the file, and %s rows refer to none of %s"
              .formatted(count.get(), trial.referencedTable()),
          "mend them in the target");
    }
  }
}
