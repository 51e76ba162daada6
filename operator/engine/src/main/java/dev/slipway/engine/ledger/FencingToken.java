package dev.slipway.engine.ledger;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.database.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The right to write to a target database. Whoever draws a token ends the right of all who drew one
 * before, even of a worker that sleeps and wakes up much later.
 */
public record FencingToken(long number) {
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private static final String DRAW =
      """
      WITH drawn AS (
        UPDATE slipway.token SET token = nextval('slipway.token_number') RETURNING token
      )
      INSERT INTO slipway.run (token, run, step, attempt, environment, heartbeat)
      SELECT token, ?, ?, ?, ?, now() FROM drawn
      RETURNING token
      """;

  /** By the start as well, since the system gives a number that is free to the next process. */
  private static final String END_RECORDED_BACKENDS =
      """
      SELECT pg_terminate_backend(activity.pid, 2000)
        FROM slipway.run
        JOIN pg_stat_activity activity
          ON activity.pid = run.backend_pid AND activity.backend_start = run.backend_start
       WHERE run.ended_at IS NULL AND activity.pid <> pg_backend_pid()
      """;

  private static final String HOLD = "SELECT token FROM slipway.token WHERE token = ? FOR SHARE";

  static final String RECORD_BACKEND =
      """
      UPDATE slipway.run
         SET (backend_pid, backend_start) =
             (SELECT pid, backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid())
       WHERE token = ?
      """;

  private static final String BEAT = "UPDATE slipway.run SET heartbeat = now() WHERE token = ?";

  private static final String RETIRE = "UPDATE slipway.run SET ended_at = now() WHERE token = ?";

  /**
   * Takes over from whoever wrote before: their recorded sessions are ended, and the token is drawn
   * once the last of their transactions is over.
   */
  public static FencingToken draw(Connection session, Attempt attempt, Duration patience)
      throws SQLException {
    SlipwaySchema.ensure(session);
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      endRecordedBackends(session);
      try {
        return drawOnce(session, attempt);
      } catch (SQLException e) {
        if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState()) || System.nanoTime() - deadline > 0) {
          throw e;
        }
      }
    }
  }

  /**
   * Fails where a successor has drawn already, and keeps any from drawing until this transaction is
   * over. Belongs at the beginning of every transaction that writes.
   */
  public void hold(Connection transaction) throws SQLException {
    try (var statement = transaction.prepareStatement(HOLD)) {
      statement.setLong(1, number);
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new EngineException(FailureCode.SUPERSEDED, supersededInWords());
        }
      }
    }
  }

  /** Names this session as the one that writes, so that a successor can end it. */
  public void recordBackend(Connection session) throws SQLException {
    update(session, RECORD_BACKEND);
  }

  /** Says that the worker is alive. */
  public void beat(Connection session) throws SQLException {
    update(session, BEAT);
  }

  /** Says that the worker has ended, one way or the other. */
  public void retire(Connection session) throws SQLException {
    update(session, RETIRE);
  }

  String supersededInWords() {
    return "another worker has taken over from this one, which drew token " + number;
  }

  private static FencingToken drawOnce(Connection session, Attempt attempt) throws SQLException {
    try (var transaction = Transaction.begin(session);
        var settings = session.createStatement();
        var statement = session.prepareStatement(DRAW)) {
      settings.execute("SET LOCAL lock_timeout = '500ms'");
      statement.setString(1, attempt.run());
      statement.setString(2, attempt.step());
      statement.setInt(3, attempt.number());
      statement.setString(4, attempt.environment());
      try (var rows = statement.executeQuery()) {
        rows.next();
        var token = new FencingToken(rows.getLong(1));
        transaction.commit();
        return token;
      }
    }
  }

  private static void endRecordedBackends(Connection session) throws SQLException {
    try (var statement = session.createStatement()) {
      statement.execute(END_RECORDED_BACKENDS);
    }
  }

  private void update(Connection session, String sql) throws SQLException {
    try (var statement = session.prepareStatement(sql)) {
      statement.setLong(1, number);
      statement.executeUpdate();
    }
  }
}
