package dev.slipway.engine.ledger;

import dev.slipway.engine.database.Transaction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an environment's configuration was when its last release was found good: a digest for each
 * table. It is kept beside what it is about, under the environment's name, so that a copy of the
 * database is nobody's baseline.
 *
 * @param isOutdated whether Slipway itself has changed the database since
 * @param driftingSince when it was seen first that something else is there now; absent: it is not
 */
public record Baseline(
    SortedMap<String, String> tables,
    Instant takenAt,
    boolean isOutdated,
    @Nullable Instant driftingSince) {
  /** Asking a table that is not to be read would end the transaction. */
  private static final String IS_READABLE =
      """
      SELECT EXISTS (SELECT FROM pg_catalog.pg_class c
                       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                      WHERE n.nspname = 'slipway' AND c.relname = 'baseline'
                        AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
                        AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
                        AND pg_catalog.has_table_privilege(c.oid, 'UPDATE'))
      """;

  private static final String FIND =
      """
      SELECT taken_at, drifting_since,
             EXISTS (SELECT FROM slipway.ledger WHERE committed_at > taken_at) AS is_outdated
        FROM slipway.baseline WHERE environment = ?
      """;

  private static final String TABLES =
      """
      SELECT entry.key, entry.value
        FROM slipway.baseline, jsonb_each_text(tables) AS entry
       WHERE environment = ?
      """;

  /** One attempt after the other keeps what the first has seen. */
  private static final String KEEP =
      """
      INSERT INTO slipway.baseline AS kept (environment, run, taken_at, tables)
      VALUES (?, ?, now(), jsonb_object(?, ?))
          ON CONFLICT (environment) DO UPDATE
         SET (run, taken_at, tables, drifting_since) =
             (excluded.run, excluded.taken_at, excluded.tables, NULL)
       WHERE kept.run <> excluded.run
      """;

  private static final String NOTE =
      """
      UPDATE slipway.baseline
         SET drifting_since = CASE WHEN ? THEN coalesce(drifting_since, now()) END
       WHERE environment = ?
      RETURNING drifting_since
      """;

  /**
   * @param environment as people call it
   */
  public static void keep(
      Connection session, String environment, String run, SortedMap<String, String> tables)
      throws SQLException {
    SlipwaySchema.ensure(session);
    try (var statement = session.prepareStatement(KEEP)) {
      statement.setString(1, environment);
      statement.setString(2, run);
      statement.setArray(3, session.createArrayOf("text", tables.keySet().toArray()));
      statement.setArray(4, session.createArrayOf("text", tables.values().toArray()));
      statement.executeUpdate();
    }
  }

  /** None where there was no release yet, or the role may not look. */
  public static Optional<Baseline> find(Connection session, String environment)
      throws SQLException {
    try (var transaction = Transaction.begin(session)) {
      var found = isReadable(session) ? read(session, environment) : Optional.<Baseline>empty();
      transaction.commit();
      return found;
    }
  }

  /** Since when it drifts, as is known from now on; absent: it does not. */
  public static @Nullable Instant note(Connection session, String environment, boolean drifts)
      throws SQLException {
    try (var statement = session.prepareStatement(NOTE)) {
      statement.setBoolean(1, drifts);
      statement.setString(2, environment);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? instant(rows, 1) : null;
      }
    }
  }

  private static Optional<Baseline> read(Connection transaction, String environment)
      throws SQLException {
    try (var statement = transaction.prepareStatement(FIND)) {
      statement.setString(1, environment);
      try (var row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        return Optional.of(
            new Baseline(
                tables(transaction, environment),
                row.getTimestamp("taken_at").toInstant(),
                row.getBoolean("is_outdated"),
                instant(row, 2)));
      }
    }
  }

  private static SortedMap<String, String> tables(Connection transaction, String environment)
      throws SQLException {
    var tables = new TreeMap<String, String>();
    try (var statement = transaction.prepareStatement(TABLES)) {
      statement.setString(1, environment);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          tables.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    return tables;
  }

  private static boolean isReadable(Connection transaction) throws SQLException {
    try (var statement = transaction.createStatement();
        var rows = statement.executeQuery(IS_READABLE)) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
