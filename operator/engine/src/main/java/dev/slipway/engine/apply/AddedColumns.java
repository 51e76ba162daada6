package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.qualified;
import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.Objects.requireNonNull;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.file.Undoing.TableRows;
import dev.slipway.engine.finding.Finding;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Columns that a change added to tables whose rows are not its own. */
final class AddedColumns {
  /** A call, where it is no type with a length. */
  private static final Pattern CALL =
      Pattern.compile("(\\w+)\"?\\(|CURRENT_|LOCALTIME|SESSION_USER");

  private static final Pattern NO_CALL =
      Pattern.compile("varying|character|varchar|char|bit|numeric|decimal|time|timestamp|interval");

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
          find(session, table, column, undo, findings);
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

  /**
   * What such columns hold that do not begin with one value for all rows: to be told from what is
   * put there later.
   */
  static List<TableRows> begun(TargetSession session, Catalog before, Catalog after)
      throws SQLException {
    var begun = new ArrayList<TableRows>();
    for (var table : after.tables()) {
      var known = before.table(table.name());
      if (known.isPresent()) {
        for (var column : added(table, known.get())) {
          if (variesByRow(column)) {
            begun.add(counted(session, table.name(), column.name()));
          }
        }
      }
    }
    return begun;
  }

  private static TableRows counted(TargetSession session, String table, String column)
      throws SQLException {
    var rows = new TableRows(table, List.of(column), "");
    var checksum = requireNonNull(TakenBack.checksums(session, List.of(rows)).get(table));
    return new TableRows(table, rows.columns(), checksum);
  }

  private static boolean variesByRow(Column column) {
    var value = column.defaultExpression();
    return column.identity() != null
        || (value != null
            && CALL.matcher(value)
                .results()
                .anyMatch(it -> !NO_CALL.matcher(String.valueOf(it.group(1))).matches()));
  }

  private static void find(
      TargetSession session, Table table, Column column, TakenBack undo, List<Finding> findings)
      throws SQLException {
    if (variesByRow(column)
        && undo.left().begun().contains(counted(session, table.name(), column.name()))) {
      return;
    }
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
