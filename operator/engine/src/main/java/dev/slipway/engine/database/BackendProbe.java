package dev.slipway.engine.database;

import static java.util.Objects.requireNonNullElse;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Looks at the server process of a session from beside it, over a short-lived second session. */
final class BackendProbe implements AutoCloseable {
  static final String SELF =
      "SELECT pid, backend_start::text FROM pg_stat_activity WHERE pid = pg_backend_pid()";

  private static final String STATE =
      """
      SELECT wait_event_type = 'Client',
             concat_ws(' ', state_change, query_start,
                       (SELECT bytes_processed FROM pg_stat_progress_copy copying
                         WHERE copying.pid = activity.pid))
        FROM pg_stat_activity activity
       WHERE pid = ? AND backend_start = ?::timestamptz
      """;

  private static final String END =
      """
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE pid = ? AND backend_start = ?::timestamptz
      """;

  private final SessionSource sessions;
  private final Backend backend;
  private @Nullable Connection session;

  /**
   * @param sessions whose statements fail within seconds where the server does not answer
   */
  BackendProbe(SessionSource sessions, Backend backend) {
    this.sessions = sessions;
    this.backend = backend;
  }

  Sight look() {
    try (var statement = connected().prepareStatement(STATE)) {
      statement.setInt(1, backend.pid());
      statement.setString(2, backend.start());
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          return new Sight.Gone();
        }
        return rows.getBoolean(1) ? new Sight.WaitsForUs(rows.getString(2)) : new Sight.Works();
      }
    } catch (SQLException e) {
      close();
      return failed(e);
    }
  }

  /** Gives its locks back now, which it would hold until it notices. */
  void end() {
    try (var statement = connected().prepareStatement(END)) {
      statement.setInt(1, backend.pid());
      statement.setString(2, backend.start());
      statement.execute();
    } catch (SQLException _) {
      close(); // the server's own timeouts are left
    }
  }

  /** A server that refuses us is there, and may well be at our statement. */
  private static Sight failed(SQLException e) {
    var state = requireNonNullElse(e.getSQLState(), "");
    return state.startsWith("08") || state.startsWith("57P")
        ? new Sight.Unreachable()
        : new Sight.Works();
  }

  private Connection connected() throws SQLException {
    if (session == null) {
      session = sessions.get();
    }
    return session;
  }

  @Override
  public void close() {
    if (session != null) {
      try {
        session.close();
      } catch (SQLException _) {
        // it is given up anyway
      }
      session = null;
    }
  }

  /** Opens a session, or says in the driver's words why there is none. */
  @FunctionalInterface
  interface SessionSource {
    Connection get() throws SQLException;
  }

  /** A server process; by its start as well, since its number is given again. */
  record Backend(int pid, String start) {}

  /** What there was to be seen. */
  sealed interface Sight {
    /** The process has ended. */
    record Gone() implements Sight {}

    /** It is busy with our statement, or nobody can tell. */
    record Works() implements Sight {}

    /**
     * It waits for us to send, or to take what it sends.
     *
     * @param progress another text once anything has come or gone
     */
    record WaitsForUs(String progress) implements Sight {}

    /** The server cannot be asked. */
    record Unreachable() implements Sight {}
  }
}
