package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.qualified;

import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Set;

/**
 * A place in a preview's own transaction where statements are tried out and timed. Nobody else ever
 * sees it, and nothing of it stays.
 */
final class Trial implements AutoCloseable {
  private static final String SCHEMA = "slipway_rehearsal";

  /** After these the transaction is not worth going on with. */
  private static final Set<String> ABOUT_THE_SESSION = Set.of("08", "57", "53", "58", "XX");

  private final TargetSession session;
  private final Savepoint before;
  private final String place;

  private Trial(TargetSession session, Savepoint before) throws SQLException {
    this.session = session;
    this.before = before;
    this.place = millis("CREATE SCHEMA " + SCHEMA) < 0 ? "pg_temp" : SCHEMA;
  }

  static Trial begin(TargetSession session) throws SQLException {
    return new Trial(session, session.connection().setSavepoint());
  }

  /** An empty table like this one; its rows go to the log of the server as the table's own do. */
  String like(String table) throws SQLException {
    var copy = qualified(place, table);
    session.run(
        "CREATE TABLE %s (LIKE %s INCLUDING ALL EXCLUDING IDENTITY EXCLUDING COMMENTS)"
            .formatted(copy, qualified(session.schema(), table)));
    return copy;
  }

  /** How long a statement takes; negative where it fails. */
  double millis(String sql) throws SQLException {
    var save = session.connection().setSavepoint();
    var watch = Stopwatch.start();
    try {
      session.run(sql);
    } catch (SQLException e) {
      var state = e.getSQLState();
      if (state == null
          || state.length() != 5
          || ABOUT_THE_SESSION.contains(state.substring(0, 2))) {
        throw e;
      }
      session.connection().rollback(save);
      return -1;
    }
    double took = watch.millis();
    session.connection().releaseSavepoint(save);
    return took;
  }

  @Override
  public void close() throws SQLException {
    session.connection().rollback(before);
  }
}
