package dev.slipway.engine.restore;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.backup.BackedUpDatabase;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.database.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;

/** Finds out, before anything is touched, whether a database can take a backup in. */
final class RestorePreflight {
  private static final String LOCKS =
      """
      SELECT (SELECT count(*) FROM pg_catalog.pg_class c
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
               WHERE n.nspname = ANY (?)),
             current_setting('max_locks_per_transaction')::bigint
               * (current_setting('max_connections')::bigint
                  + current_setting('max_prepared_transactions')::bigint)
      """;

  private final Sessions sessions;

  RestorePreflight(Sessions sessions) {
    this.sessions = sessions;
  }

  /** Answers the server's major. */
  int require(BackedUpDatabase backup) {
    try (var session = sessions.open()) {
      requireLocks(session, backup);
      return requireMajor(session, backup);
    } catch (SQLException e) {
      throw SqlFailure.of(e, sessions.login().inWords());
    }
  }

  private int requireMajor(Connection session, BackedUpDatabase backup) throws SQLException {
    int major = session.getMetaData().getDatabaseMajorVersion();
    if (major < backup.serverMajor()) {
      throw unsuitable(
          "is PostgreSQL %s, and the backup is of %s".formatted(major, backup.serverMajor()));
    }
    return major;
  }

  /** All that is dropped and all that is created stays locked until COMMIT. */
  private void requireLocks(Connection session, BackedUpDatabase backup) throws SQLException {
    try (var statement = session.prepareStatement(LOCKS)) {
      statement.setArray(1, session.createArrayOf("text", backup.schemas().toArray()));
      try (var answer = statement.executeQuery()) {
        answer.next();
        long needed = 2 * answer.getLong(1);
        long there = answer.getLong(2);
        if (needed > there) {
          throw unsuitable(
              "has %s locks, and the restore takes about %s; raise max_locks_per_transaction"
                  .formatted(there, needed));
        }
      }
    }
  }

  private EngineException unsuitable(String why) {
    return new EngineException(
        FailureCode.RESTORE_UNSUITABLE, sessions.login().inWords() + " " + why);
  }
}
