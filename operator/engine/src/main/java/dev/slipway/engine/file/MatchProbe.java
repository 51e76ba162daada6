package dev.slipway.engine.file;

import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.SqlIdentifier;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.rules.Rule;
import dev.slipway.engine.selection.TableChoice;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Asks the rows whether columns that no primary key is tell them apart. */
final class MatchProbe {
  private MatchProbe() {}

  static List<Finding> of(Connection session, String schema, TableChoice choice)
      throws SQLException {
    var columns = choice.match();
    if (columns.isEmpty() || columns.equals(choice.table().keyColumns())) {
      return List.of();
    }
    var findings = new ArrayList<Finding>();
    var source = new RowsQuery(schema, choice).source();
    var list = columns.stream().map(it -> "t." + SqlIdentifier.quoted(it)).toList();
    long repeated =
        count(
            session,
            "SELECT count(*) FROM (SELECT FROM %s GROUP BY %s HAVING count(*) > 1) AS repeated"
                .formatted(source, String.join(", ", list)));
    if (repeated > 0) {
      findings.add(unfit(choice, repeated + " values of %s stand in more than one row"));
    }
    if (choice.rule() != Rule.OVERWRITE) {
      var nulls = list.stream().map(it -> it + " IS NULL").collect(joining(" OR "));
      long missing =
          count(
              session,
              "SELECT count(*) FROM (SELECT * FROM %s) AS t WHERE %s".formatted(source, nulls));
      if (missing > 0) {
        findings.add(unfit(choice, missing + " rows have no value in %s, and so match none"));
      }
    }
    return findings;
  }

  private static Finding unfit(TableChoice choice, String what) {
    return Finding.refusal(
        "match-not-unique",
        choice.name(),
        what.formatted(choice.match()),
        "mend these rows, or match the table by another key");
  }

  private static long count(Connection session, String query) throws SQLException {
    try (var statement = session.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
