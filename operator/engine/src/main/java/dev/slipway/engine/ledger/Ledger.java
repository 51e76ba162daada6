package dev.slipway.engine.ledger;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What was done to a database, committed together with what was done. An entry is there exactly
 * when its effect is.
 */
public final class Ledger {
  private static final String FIND =
      """
      SELECT ledger.*, here.system_identifier = ledger.system_identifier
                       AND pg_database.oid = ledger.database_oid AS is_of_here
        FROM slipway.ledger, pg_control_system() here, pg_database
       WHERE run = ? AND step = ? AND datname = current_database()
      """;

  private static final String RESTORED_SINCE =
      """
      SELECT run FROM slipway.ledger
       WHERE restores AND token > (SELECT token FROM slipway.ledger WHERE run = ? AND step = ?)
       ORDER BY token DESC LIMIT 1
      """;

  private static final String ENTER =
      """
      INSERT INTO slipway.ledger (run, step, environment, digest, token, report, system_identifier,
                                  database_oid, database_name, committed_at, restores)
      SELECT ?, ?, ?, ?, ?, ?, system_identifier, oid, datname, now(), %s
        FROM pg_control_system(), pg_database
       WHERE datname = current_database()
      """;

  static final String ENTER_CHANGE = ENTER.formatted(false);

  /** All that was entered before is about rows that are no longer there. */
  static final String ENTER_RESTORE = ENTER.formatted(true);

  private Ledger() {}

  /**
   * Reads after the lock, in a statement of its own: what a predecessor commits while we wait for
   * it is seen.
   */
  public static Optional<LedgerEntry> find(Connection transaction, String run, String step)
      throws SQLException {
    SlipwaySchema.lock(transaction);
    try (var statement = transaction.prepareStatement(FIND)) {
      statement.setString(1, run);
      statement.setString(2, step);
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        requireOfHere(rows, run, step);
        return Optional.of(LedgerEntry.of(rows));
      }
    }
  }

  /**
   * The entry of this attempt, which has to be of this digest and environment where it is there.
   */
  public static Optional<LedgerEntry> find(Connection transaction, Attempt attempt, String digest)
      throws SQLException {
    var found = find(transaction, attempt.run(), attempt.step());
    if (found.isPresent()) {
      requireAgreement(found.get(), attempt, digest);
      requireInForce(transaction, attempt.run(), attempt.step());
    }
    return found;
  }

  /** Stands or falls with the transaction that it is written in. */
  public static void enter(Connection transaction, LedgerEntry entry) throws SQLException {
    try (var statement = transaction.prepareStatement(ENTER_CHANGE)) {
      statement.setString(1, entry.run());
      statement.setString(2, entry.step());
      statement.setString(3, entry.environment());
      statement.setString(4, entry.digest());
      statement.setLong(5, entry.token());
      statement.setString(6, entry.report());
      statement.executeUpdate();
    }
  }

  /** A copy's effect may be there, and may have been undone in the copy: nobody can tell. */
  private static void requireOfHere(ResultSet row, String run, String step) throws SQLException {
    if (!row.getBoolean("is_of_here")) {
      throw new EngineException(
          FailureCode.LEDGER_DISAGREES,
          ("step %s of run %s was done in database %s (%s of server %s), of which this one is a copy,"
                  + " or which was moved here: its ledger is history now; begin a new run")
              .formatted(
                  step,
                  run,
                  row.getString("database_name"),
                  row.getString("database_oid"),
                  row.getString("system_identifier")));
    }
  }

  static void requireInForce(Connection transaction, String run, String step) throws SQLException {
    try (var statement = transaction.prepareStatement(RESTORED_SINCE)) {
      statement.setString(1, run);
      statement.setString(2, step);
      try (var rows = statement.executeQuery()) {
        if (rows.next()) {
          throw new EngineException(
              FailureCode.LEDGER_DISAGREES,
              "step %s of run %s was done, and run %s has restored a backup over it since; begin a new run"
                  .formatted(step, run, rows.getString(1)));
        }
      }
    }
  }

  private static void requireAgreement(LedgerEntry entry, Attempt attempt, String digest) {
    if (!entry.digest().equals(digest) || !entry.environment().equals(attempt.environment())) {
      throw new EngineException(
          FailureCode.LEDGER_DISAGREES,
          ("the ledger has step %s of run %s with file %s in environment %s, not file %s in %s;"
                  + " what another environment did is not done here: begin a run of its own")
              .formatted(
                  entry.step(),
                  entry.run(),
                  entry.digest(),
                  entry.environment(),
                  digest,
                  attempt.environment()));
    }
  }
}
