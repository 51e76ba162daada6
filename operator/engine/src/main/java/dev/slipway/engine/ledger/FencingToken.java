package dev.slipway.engine.ledger;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.database.AsLoggedIn;
import dev.slipway.engine.database.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The right to write to a target database. Whoever draws a token ends the right of all who drew one
 * before, even of a worker that sleeps and wakes up much later.
 */
public record FencingToken(long number) {
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final Duration PAUSE = Duration.ofMillis(200);

  private static final String DRAW =
      """
      WITH drawn AS (
        UPDATE slipway.token SET token = nextval('slipway.token_number') RETURNING token
      )
      INSERT INTO slipway.run (token, run, step, attempt, environment, heartbeat)
      SELECT token, ?, ?, ?, ?, now() FROM drawn
      RETURNING token
      """;

  private static final String LOCK = "SELECT token FROM slipway.token FOR UPDATE";

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
   * Takes over from whoever wrote before for the same run, and from all that are lost: their
   * recorded sessions are ended, and the token is drawn once the last of their transactions is
   * over. A living worker of another run is waited for.
   */
  public static FencingToken draw(Connection session, Attempt attempt, Duration patience)
      throws SQLException {
    SlipwaySchema.ensure(session);
    var predecessors = new Predecessors(session, attempt);
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        predecessors.requireNoneOfAnotherRun();
        predecessors.end();
        return drawOnce(session, attempt, predecessors);
      } catch (EngineException e) {
        if (e.code() != FailureCode.OTHER_RUN_AT_WORK || System.nanoTime() - deadline > 0) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
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
    try (var _ = AsLoggedIn.in(session)) {
      update(session, RECORD_BACKEND);
    }
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

  /** Looks at the others under the lock, so that of two runs only one sees that it is alone. */
  private static FencingToken drawOnce(
      Connection session, Attempt attempt, Predecessors predecessors) throws SQLException {
    try (var transaction = Transaction.begin(session)) {
      lock(session);
      predecessors.requireNoneOfAnotherRun();
      EnvironmentMark.leave(session, attempt);
      var token = insert(session, attempt);
      transaction.commit();
      return token;
    }
  }

  /** Keeps others from drawing; for half a second at most those are waited for who write. */
  static void lock(Connection transaction) throws SQLException {
    try (var statement = transaction.createStatement()) {
      statement.execute("SET LOCAL lock_timeout = '500ms'");
      statement.execute(LOCK);
    }
  }

  private static FencingToken insert(Connection transaction, Attempt attempt) throws SQLException {
    try (var statement = transaction.prepareStatement(DRAW)) {
      statement.setString(1, attempt.run());
      statement.setString(2, attempt.step());
      statement.setInt(3, attempt.number());
      statement.setString(4, attempt.environment());
      try (var rows = statement.executeQuery()) {
        rows.next();
        return new FencingToken(rows.getLong(1));
      }
    }
  }

  private void update(Connection session, String sql) throws SQLException {
    try (var statement = session.prepareStatement(sql)) {
      statement.setLong(1, number);
      statement.executeUpdate();
    }
  }
}
