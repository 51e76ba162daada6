package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.qualified;
import static dev.slipway.engine.catalog.SqlIdentifier.quoted;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.finding.Finding;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Columns that a change added to tables whose rows are not its own. */
final class AddedColumns {
  private AddedColumns() {}

  /** Those in which others have put something since. */
  static List<Finding> filledSince(
      TargetSession session, Catalog target, Catalog before, TakenBack undo) throws SQLException {
    var wanted = undo.structure(target);
    var findings = new ArrayList<Finding>();
    for (var table : target.tables()) {
      var known = wanted.table(table.name());
      if (known.isPresent() && !undo.replaces(table.name())) {
        for (var column : added(table, known.get())) {
          find(session, table, column, findings);
        }
      }
    }
    return findings;
  }

  private static List<Column> added(Table table, Table wanted) {
    return table.columns().stream()
        .filter(it -> it.generated() == null)
        .filter(it -> wanted.columns().stream().noneMatch(of -> of.name().equals(it.name())))
        .toList();
  }

  private static void find(
      TargetSession session, Table table, Column column, List<Finding> findings)
      throws SQLException {
    var value = "t." + quoted(column.name());
    var count =
        session
            .numbers(
                "SELECT count(*) FROM ONLY %s AS t WHERE row(%s)::record *<> row(%s)::record"
                    .formatted(qualified(session.schema(), table.name()), value, beginning(column)))
            .getFirst();
    if (count > 0) {
      findings.add(
          Finding.acceptableRefusal(
              "column-holds-values",
              table.name() + "." + column.name(),
              "%s rows hold another value than the column began with".formatted(count),
              "accept it to drop them with the column, or take them aside"));
    }
  }

  /** Of a column that fills itself, every value counts. */
  private static String beginning(Column column) {
    var value = column.defaultExpression();
    boolean isDrawn = value == null || value.contains("nextval(");
    return "CAST(%s AS %s)".formatted(isDrawn ? "NULL" : value, column.type())
        + (column.collation() == null ? "" : " COLLATE " + column.collation());
  }
}
