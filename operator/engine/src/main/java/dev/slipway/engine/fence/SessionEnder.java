package dev.slipway.engine.fence;

import dev.slipway.engine.database.AsLoggedIn;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends the sessions of the database that began before now: a setting of the database acts on new
 * sessions only.
 */
final class SessionEnder {
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** A session between login and its first look at the list is not in it yet. */
  private static final int EMPTY_LOOKS = 2;

  private static final String NOW = "SELECT clock_timestamp()::text";

  /** Who may not see when a foreign session began sees null, and has to count it as an old one. */
  private static final String EARLIER_SESSIONS =
      """
      SELECT pid, usename, coalesce(application_name, ''),
             (pg_has_role(usesysid, 'USAGE') OR pg_has_role('pg_signal_backend', 'USAGE'))
               AND (NOT rolsuper OR current_setting('is_superuser')::bool)
        FROM pg_stat_activity JOIN pg_roles ON pg_roles.oid = usesysid
       WHERE datname = current_database()
         AND coalesce(backend_type = 'client backend', true)
         AND coalesce(backend_start < ?::timestamptz, true)
         AND pid <> pg_backend_pid()
      """;

  private static final String END = "SELECT pg_terminate_backend(?, 2000)";

  private final Connection session;
  private final Set<Integer> spared;
  private final Set<Integer> ended = new HashSet<>();

  SessionEnder(Connection session, Set<Integer> spared) {
    this.session = session;
    this.spared = spared;
  }

  FenceReport endEarlierSessions(Duration patience) throws SQLException {
    try (var _ = AsLoggedIn.in(session)) {
      return end(patience);
    }
  }

  private FenceReport end(Duration patience) throws SQLException {
    var now = now();
    long deadline = System.nanoTime() + patience.toNanos();
    int emptyLooks = 0;
    while (true) {
      var found = earlierThan(now);
      var endable = found.stream().filter(Earlier::mayBeEnded).toList();
      emptyLooks = endable.isEmpty() ? emptyLooks + 1 : 0;
      if (emptyLooks == EMPTY_LOOKS || System.nanoTime() - deadline > 0) {
        return new FenceReport(ended.size(), found.stream().map(Earlier::session).toList());
      }
      for (var earlier : endable) {
        end(earlier.session().pid());
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private String now() throws SQLException {
    try (var statement = session.createStatement();
        var rows = statement.executeQuery(NOW)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private List<Earlier> earlierThan(String now) throws SQLException {
    var found = new ArrayList<Earlier>();
    try (var statement = session.prepareStatement(EARLIER_SESSIONS)) {
      statement.setString(1, now);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          var open = new OpenSession(rows.getInt(1), rows.getString(2), rows.getString(3));
          found.add(new Earlier(open, rows.getBoolean(4)));
        }
      }
    }
    found.removeIf(it -> spared.contains(it.session().pid()));
    return found;
  }

  private void end(int pid) throws SQLException {
    try (var statement = session.prepareStatement(END)) {
      statement.setInt(1, pid);
      statement.execute();
    }
    ended.add(pid);
  }

  private record Earlier(OpenSession session, boolean mayBeEnded) {}
}
