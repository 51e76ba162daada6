package dev.slipway.engine.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * For a while a session is who logged in, and not the role as which it acts: PostgreSQL shows and
 * ends sessions by the role that logged in, and has only an owner change a database.
 */
public final class AsLoggedIn implements AutoCloseable {
  /** As text for a script. */
  public static final String BEGIN = "SET ROLE NONE";

  /** As text for a script: back to what the session began with. */
  public static final String END = "RESET ROLE";

  private static final String IN_FAILED_TRANSACTION = "25P02";

  private final Connection session;

  private AsLoggedIn(Connection session) {
    this.session = session;
  }

  public static AsLoggedIn in(Connection session) throws SQLException {
    execute(session, BEGIN);
    return new AsLoggedIn(session);
  }

  @Override
  public void close() throws SQLException {
    try {
      execute(session, END);
    } catch (SQLException e) {
      if (!IN_FAILED_TRANSACTION.equals(e.getSQLState())) {
        throw e;
      }
      // the rollback that has to come takes the beginning back
    }
  }

  private static void execute(Connection session, String sql) throws SQLException {
    try (var statement = session.createStatement()) {
      statement.execute(sql);
    }
  }
}
