package dev.slipway.engine.ledger;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.database.AsLoggedIn;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Those who drew a token before an attempt and have not said that they ended. One of the same run
 * gives way at once; one of another run only once nothing has been heard of it for a minute.
 */
final class Predecessors {
  /** Of a worker; both ways, as the clock of a server that took over may be behind. */
  private static final String LIVES =
      """
      run.heartbeat BETWEEN clock_timestamp() - interval '%1$s s'
                        AND clock_timestamp() + interval '%1$s s'\
      """
          .formatted(Heartbeat.LOST_AFTER.toSeconds());

  /**
   * By the start as well, since the system gives a number that is free to the next process; and in
   * this database alone, since the notes of a copy name the workers of the original.
   */
  private static final String END =
      """
      SELECT pg_terminate_backend(activity.pid, 2000)
        FROM slipway.run
        JOIN pg_stat_activity activity
          ON activity.pid = run.backend_pid AND activity.backend_start = run.backend_start
         AND activity.datname = current_database()
       WHERE run.ended_at IS NULL AND activity.pid <> pg_backend_pid()
         AND (run.run = ? OR NOT %s)
      """
          .formatted(LIVES);

  private static final String OTHERS =
      """
      SELECT run.run, run.step, run.environment,
             round(extract(epoch FROM clock_timestamp() - run.heartbeat))
        FROM slipway.run
       WHERE run.ended_at IS NULL AND run.run <> ? AND %s
       ORDER BY run.token DESC LIMIT 1
      """
          .formatted(LIVES);

  private final Connection session;
  private final Attempt attempt;

  Predecessors(Connection session, Attempt attempt) {
    this.session = session;
    this.attempt = attempt;
  }

  /** Ends the recorded sessions of those that give way. */
  void end() throws SQLException {
    try (var _ = AsLoggedIn.in(session);
        var statement = session.prepareStatement(END)) {
      statement.setString(1, attempt.run());
      statement.execute();
    }
  }

  void requireNoneOfAnotherRun() throws SQLException {
    try (var statement = session.prepareStatement(OTHERS)) {
      statement.setString(1, attempt.run());
      try (var rows = statement.executeQuery()) {
        if (rows.next()) {
          throw new EngineException(
              FailureCode.OTHER_RUN_AT_WORK,
              ("run %s is at step %s in this database for environment %s, and was alive %s s ago;"
                      + " try again once it has ended, or a minute after its death")
                  .formatted(
                      rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
        }
      }
    }
  }
}
