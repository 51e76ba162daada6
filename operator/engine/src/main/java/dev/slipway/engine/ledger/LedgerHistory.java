package dev.slipway.engine.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** What was done to a database, in the order in which it was: each took a higher token. */
public final class LedgerHistory {
  private static final String SINCE =
      """
      SELECT run, step, environment, digest, token, report
        FROM slipway.ledger
       WHERE token >= (SELECT token FROM slipway.ledger WHERE run = ? AND step = ?)
         AND NOT restores
       ORDER BY token
      """;

  private static final String OF_RUN =
      """
      SELECT run, step, environment, digest, token, report, committed_at
        FROM slipway.ledger
       WHERE run = ?
       ORDER BY token
      """;

  private LedgerHistory() {}

  /** What a run has done, whatever became of it since. Waits for nobody. */
  public static List<Committed> ofRun(Connection session, String run) throws SQLException {
    var entries = new ArrayList<Committed>();
    try (var statement = session.prepareStatement(OF_RUN)) {
      statement.setString(1, run);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          var at = rows.getObject("committed_at", OffsetDateTime.class).toInstant();
          entries.add(new Committed(LedgerEntry.of(rows), at));
        }
      }
    }
    return entries;
  }

  /** An entry, and when it was committed, by the database's clock. */
  public record Committed(LedgerEntry entry, Instant at) {}

  /**
   * From this entry on; nothing where there is none. Waits for nobody. Fails where a restore has
   * set the database back since: then the rows are not what the entry tells of.
   */
  public static List<LedgerEntry> since(Connection transaction, String run, String step)
      throws SQLException {
    Ledger.requireInForce(transaction, run, step);
    var entries = new ArrayList<LedgerEntry>();
    try (var statement = transaction.prepareStatement(SINCE)) {
      statement.setString(1, run);
      statement.setString(2, step);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          entries.add(LedgerEntry.of(rows));
        }
      }
    }
    return entries;
  }
}
