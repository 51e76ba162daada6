package dev.slipway.engine.ledger;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What an environment leaves in the database that it works in, so that another one notices. A copy
 * of the database holds the mark as well, but another server process serves it, or the same one
 * serves it under another number; so only two environments that met the same process in the same
 * database are sure to share it.
 */
final class EnvironmentMark {
  private static final String HERE =
      """
      (SELECT system_identifier, pg_database.oid AS database_oid,
              pg_postmaster_start_time() AS server_start
         FROM pg_control_system(), pg_database WHERE datname = current_database()) AS here""";

  /** One of the same name is this one, made anew. */
  private static final String OTHER =
      """
      SELECT mark.name, mark.environment, date_trunc('second', mark.seen_at)
        FROM slipway.environment mark
        JOIN %s USING (system_identifier, database_oid, server_start)
       WHERE mark.environment <> ? AND mark.name <> ?
       ORDER BY mark.seen_at DESC LIMIT 1
      """
          .formatted(HERE);

  private static final String LEAVE =
      """
      INSERT INTO slipway.environment
             (environment, name, system_identifier, database_oid, server_start, seen_at)
      SELECT ?, ?, system_identifier, database_oid, server_start, now() FROM %s
          ON CONFLICT (environment) DO UPDATE
         SET (name, system_identifier, database_oid, server_start, seen_at) =
             (excluded.name, excluded.system_identifier, excluded.database_oid,
              excluded.server_start, excluded.seen_at)
      """
          .formatted(HERE);

  private EnvironmentMark() {}

  /** Fails where another environment works here; belongs under the lock of those who draw. */
  static void leave(Connection transaction, Attempt attempt) throws SQLException {
    var name = attempt.environmentName();
    if (name == null) {
      return;
    }
    requireNoOther(transaction, attempt.environment(), name);
    try (var statement = transaction.prepareStatement(LEAVE)) {
      statement.setString(1, attempt.environment());
      statement.setString(2, name);
      statement.executeUpdate();
    }
  }

  private static void requireNoOther(Connection transaction, String environment, String name)
      throws SQLException {
    try (var statement = transaction.prepareStatement(OTHER)) {
      statement.setString(1, environment);
      statement.setString(2, name);
      try (var rows = statement.executeQuery()) {
        if (rows.next()) {
          throw new EngineException(
              FailureCode.DATABASE_SHARED,
              ("this is the database of environment %s as well, which was at work here at %s: give"
                      + " each a database of its own; or where that environment is gone, DELETE FROM"
                      + " slipway.environment WHERE environment = '%s'")
                  .formatted(rows.getString(1), rows.getString(3), rows.getString(2)));
        }
      }
    }
  }
}
