package dev.slipway.engine.ledger;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.database.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an environment leaves in the database that it works in, so that another one notices. A copy
 * of the database holds the mark as well, but another server process serves it, or the same one
 * serves it under another number; so only two environments that met the same process in the same
 * database are sure to share it.
 */
public final class EnvironmentMark {
  private static final Logger LOG = LoggerFactory.getLogger(EnvironmentMark.class);

  /** A role that may not write here, a server that takes no writes, a release that is at it. */
  private static final Set<String> MAY_NOT = Set.of("42501", "25006", "55P03");

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

  private static final String CONTEST =
      "UPDATE slipway.environment SET contested_by = ?, contested_at = now() WHERE environment = ?";

  /** Whoever is told that it shares a database looks again every few minutes. */
  private static final String CONTESTED =
      """
      SELECT contested_by, environment, date_trunc('second', contested_at)
        FROM slipway.environment mark JOIN %s USING (system_identifier, database_oid, server_start)
       WHERE environment = ? AND contested_by <> ? AND contested_at > now() - interval '1 hour'
      """
          .formatted(HERE);

  private EnvironmentMark() {}

  /**
   * Says of an environment, outside of any run, that it works here. Answers why it must not where
   * another one does, which hears of it as well when it looks the next time. Where nothing may be
   * written nothing is said.
   */
  public static Optional<EngineException> renew(Connection session, String environment, String name)
      throws SQLException {
    try {
      SlipwaySchema.ensure(session);
      return renewed(session, environment, name);
    } catch (SQLException e) {
      if (!MAY_NOT.contains(requireNonNullElse(e.getSQLState(), ""))) {
        throw e;
      }
      LOG.atInfo().addKeyValue("state", e.getSQLState()).log("the database was not marked as ours");
      return Optional.empty();
    }
  }

  /** Why it may not work here; the transaction is committed all the same. */
  private static Optional<EngineException> renewed(
      Connection session, String environment, String name) throws SQLException {
    try (var transaction = Transaction.begin(session)) {
      FencingToken.lock(session);
      var other = first(session, OTHER, environment, name);
      if (other.isPresent()) {
        update(session, CONTEST, name, other.get().environment());
        transaction.commit();
        return Optional.of(other.get().shared());
      }
      update(session, LEAVE, environment, name);
      var contender = first(session, CONTESTED, environment, name);
      transaction.commit();
      return contender.map(Mark::contested);
    }
  }

  /** Fails where another environment works here; belongs under the lock of those who draw. */
  static void leave(Connection transaction, Attempt attempt) throws SQLException {
    var name = attempt.environmentName();
    if (name == null) {
      return;
    }
    var other = first(transaction, OTHER, attempt.environment(), name);
    if (other.isPresent()) {
      throw other.get().shared();
    }
    update(transaction, LEAVE, attempt.environment(), name);
  }

  private static Optional<Mark> first(
      Connection transaction, String query, String environment, String name) throws SQLException {
    try (var statement = transaction.prepareStatement(query)) {
      statement.setString(1, environment);
      statement.setString(2, name);
      try (var rows = statement.executeQuery()) {
        return rows.next()
            ? Optional.of(new Mark(rows.getString(1), rows.getString(2), rows.getString(3)))
            : Optional.empty();
      }
    }
  }

  private static void update(Connection transaction, String sql, String one, String other)
      throws SQLException {
    try (var statement = transaction.prepareStatement(sql)) {
      statement.setString(1, one);
      statement.setString(2, other);
      statement.executeUpdate();
    }
  }

  /** Whose mark it is, and of when. */
  private record Mark(String name, String environment, String at) {
    EngineException shared() {
      return new EngineException(
          FailureCode.DATABASE_SHARED,
          ("this is the database of environment %s as well, which was at work here at %s: give"
                  + " each a database of its own; or where that environment is gone, DELETE FROM"
                  + " slipway.environment WHERE environment = '%s'")
              .formatted(name, at, environment));
    }

    EngineException contested() {
      return new EngineException(
          FailureCode.DATABASE_SHARED,
          ("environment %s works in this database as well, since %s at least: give each a database"
                  + " of its own, and this one goes on within the hour")
              .formatted(name, at));
    }
  }
}
