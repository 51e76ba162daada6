package dev.slipway.engine.ledger;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What was done to a database, committed together with what was done. An entry is there exactly
 * when its effect is.
 */
public final class Ledger {
  private static final String FIND =
      """
      SELECT environment, digest, token, report FROM slipway.ledger WHERE run = ? AND step = ?
      """;

  static final String ENTER =
      """
      INSERT INTO slipway.ledger (run, step, environment, digest, token, report,
                                  system_identifier, database_oid, database_name, committed_at)
      SELECT ?, ?, ?, ?, ?, ?, system_identifier, oid, datname, now()
        FROM pg_control_system(), pg_database
       WHERE datname = current_database()
      """;

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
        return Optional.of(
            new LedgerEntry(
                run,
                step,
                rows.getString("environment"),
                rows.getString("digest"),
                rows.getLong("token"),
                rows.getString("report")));
      }
    }
  }

  /**
   * The entry of this attempt, which has to be of this digest and environment where it is there.
   */
  public static Optional<LedgerEntry> find(Connection transaction, Attempt attempt, String digest)
      throws SQLException {
    var found = find(transaction, attempt.run(), attempt.step());
    found.ifPresent(entry -> requireAgreement(entry, attempt, digest));
    return found;
  }

  /** Stands or falls with the transaction that it is written in. */
  public static void enter(Connection transaction, LedgerEntry entry) throws SQLException {
    try (var statement = transaction.prepareStatement(ENTER)) {
      statement.setString(1, entry.run());
      statement.setString(2, entry.step());
      statement.setString(3, entry.environment());
      statement.setString(4, entry.digest());
      statement.setLong(5, entry.token());
      statement.setString(6, entry.report());
      statement.executeUpdate();
    }
  }

  private static void requireAgreement(LedgerEntry entry, Attempt attempt, String digest) {
    if (!entry.digest().equals(digest) || !entry.environment().equals(attempt.environment())) {
      throw new EngineException(
          FailureCode.LEDGER_DISAGREES,
          "the ledger has step %s of run %s with file %s in environment %s, not file %s in %s"
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
