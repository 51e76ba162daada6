package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.qualified;

import dev.slipway.engine.file.Undoing.TableRows;
import dev.slipway.engine.ledger.Attempt;
import dev.slipway.engine.ledger.LedgerEntry;
import dev.slipway.engine.ledger.LedgerHistory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether what a run has applied is there still. Only rows that went are amiss: an app adds some of
 * its own as it starts, and changes others.
 */
public final class Standing {
  private static final String APPLY = "Apply";

  private Standing() {}

  /**
   * What is amiss, in words; nothing where all is there. Fails where it was undone, or a backup
   * restored over it.
   *
   * @param file the digest of what the run has applied
   */
  public static List<String> amiss(
      Connection transaction, String schema, Attempt anyOfTheRun, String file) throws SQLException {
    var applied = applied(transaction, anyOfTheRun.run(), file);
    if (applied.isEmpty()) {
      return List.of(
          "the ledger of the database does not know that %s was applied".formatted(file));
    }
    DoneSince.requireStanding(
        transaction, new Attempt(anyOfTheRun.run(), APPLY, 1, anyOfTheRun.environment()));
    var left = MigrationReport.parse(applied.get().report()).undo();
    return left == null ? List.of() : fewer(new TargetSession(transaction, schema), left.rows());
  }

  private static Optional<LedgerEntry> applied(Connection transaction, String run, String file)
      throws SQLException {
    return LedgerHistory.since(transaction, run, APPLY).stream()
        .filter(it -> it.run().equals(run) && it.step().equals(APPLY))
        .filter(it -> it.digest().equals(file))
        .findFirst();
  }

  private static List<String> fewer(TargetSession session, List<TableRows> left)
      throws SQLException {
    var amiss = new ArrayList<String>();
    for (var rows : left) {
      if (session.texts("SELECT to_regclass(?) IS NULL", name(session, rows)).contains("t")) {
        amiss.add(rows.table() + " is gone");
        continue;
      }
      var found = count(session, rows);
      if (found < countIn(rows)) {
        amiss.add(
            "%s has %s rows where the release left %s"
                .formatted(rows.table(), found, countIn(rows)));
      }
    }
    return amiss;
  }

  private static long count(TargetSession session, TableRows rows) throws SQLException {
    return Long.parseLong(
        session.texts("SELECT count(*) FROM ONLY " + name(session, rows)).getFirst());
  }

  /** Its first word. */
  private static long countIn(TableRows rows) {
    return Long.parseLong(rows.checksum().split(" ", 2)[0]);
  }

  private static String name(TargetSession session, TableRows rows) {
    return qualified(session.schema(), rows.table());
  }
}
