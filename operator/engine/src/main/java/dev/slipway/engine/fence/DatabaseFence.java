package dev.slipway.engine.fence;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.database.AsLoggedIn;
import dev.slipway.engine.database.Transaction;
import dev.slipway.engine.ledger.SlipwaySchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the sessions of a database read-only unless they ask for more, ours do. What the setting
 * was before is noted in the database itself, so that anybody can lower the fence who finds it
 * raised. Both moves are safe to repeat, and after a crash in the middle of either.
 */
public final class DatabaseFence {
  /** A setting of a role beats that of the database. */
  private static final String ROLES_THAT_OVERRIDE =
      """
      SELECT DISTINCT setrole::regrole::text
        FROM pg_db_role_setting, unnest(setconfig) AS setting
       WHERE setrole <> 0
         AND setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
         AND split_part(setting, '=', 1) = 'default_transaction_read_only'
         AND NOT split_part(setting, '=', 2)::bool
       ORDER BY 1
      """;

  private static final String SETTING =
      """
      SELECT split_part(setting, '=', 2)::bool
        FROM pg_db_role_setting, unnest(setconfig) AS setting
       WHERE setrole = 0
         AND setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
         AND split_part(setting, '=', 1) = 'default_transaction_read_only'
      """;

  /** The first note stays: what a second raise finds is the fence itself. */
  private static final String NOTE_SETTING =
      "INSERT INTO slipway.fence (previous) VALUES (?) ON CONFLICT DO NOTHING";

  private static final String NOTED_SETTING = "SELECT previous FROM slipway.fence";

  private static final String IS_THERE = "SELECT 1 WHERE to_regclass('slipway.fence') IS NOT NULL";

  private final Connection session;
  private final Set<Integer> spared;
  private final Duration patience;

  /**
   * @param spared the backends of our other sessions, which are not ended
   * @param patience how long sessions may take to end
   */
  public DatabaseFence(Connection session, Set<Integer> spared, Duration patience) {
    this.session = session;
    this.spared = Set.copyOf(spared);
    this.patience = patience;
  }

  /** From now on new sessions are read-only; the old ones are ended. */
  public FenceReport raise() throws SQLException {
    SlipwaySchema.ensure(session);
    refuseOverrides();
    try (var transaction = Transaction.begin(session)) {
      SlipwaySchema.lock(session);
      noteSetting(booleanIn(SETTING));
      alterDatabase("SET default_transaction_read_only = on");
      transaction.commit();
    }
    return endEarlierSessions();
  }

  /** The setting is again what it was; pools of sessions that stay read-only are ended. */
  public FenceReport lower() throws SQLException {
    if (Rows.texts(session, IS_THERE).isEmpty()) {
      return FenceReport.NOTHING;
    }
    try (var transaction = Transaction.begin(session)) {
      SlipwaySchema.lock(session);
      if (!isNoted()) {
        return FenceReport.NOTHING;
      }
      alterDatabase(
          switch (booleanIn(NOTED_SETTING)) {
            case null -> "RESET default_transaction_read_only";
            case Boolean previous ->
                "SET default_transaction_read_only = " + (previous ? "on" : "off");
          });
      transaction.commit();
    }
    var report = endEarlierSessions();
    forgetSetting(); // only now: a crash before this has the sessions ended by the next one
    return report;
  }

  /** Whether new sessions of this database are read-only because a fence was raised. */
  public boolean isUp() throws SQLException {
    SlipwaySchema.ensure(session);
    return isNoted() && Boolean.TRUE.equals(booleanIn(SETTING));
  }

  private FenceReport endEarlierSessions() throws SQLException {
    return new SessionEnder(session, spared).endEarlierSessions(patience);
  }

  private void refuseOverrides() throws SQLException {
    var roles = Rows.texts(session, ROLES_THAT_OVERRIDE);
    if (!roles.isEmpty()) {
      throw new EngineException(
          FailureCode.FENCE_OVERRIDDEN,
          "roles are set to write whatever the database says: %s; reset their default_transaction_read_only"
              .formatted(String.join(", ", roles)));
    }
  }

  private boolean isNoted() throws SQLException {
    try (var statement = session.createStatement();
        var rows = statement.executeQuery(NOTED_SETTING)) {
      return rows.next();
    }
  }

  /** The one value that the query answers, if it answers any. */
  private @Nullable Boolean booleanIn(String query) throws SQLException {
    try (var statement = session.createStatement();
        var rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getObject(1, Boolean.class) : null;
    }
  }

  private void noteSetting(@Nullable Boolean previous) throws SQLException {
    try (var statement = session.prepareStatement(NOTE_SETTING)) {
      statement.setObject(1, previous, Types.BOOLEAN);
      statement.executeUpdate();
    }
  }

  private void forgetSetting() throws SQLException {
    try (var statement = session.createStatement()) {
      statement.execute("DELETE FROM slipway.fence");
    }
  }

  private void alterDatabase(String change) throws SQLException {
    try (var _ = AsLoggedIn.in(session);
        var statement = session.createStatement()) {
      statement.execute("ALTER DATABASE " + quoted(session.getCatalog()) + " " + change);
    }
  }
}
