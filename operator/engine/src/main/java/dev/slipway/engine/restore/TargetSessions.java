package dev.slipway.engine.restore;

import dev.slipway.engine.finding.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Who else is in the database: a restore wants nobody there who could write. */
final class TargetSessions {
  /** More than these are not told one by one. */
  private static final int TOLD = 6;

  /** Who may not see what kind of session a foreign one is sees null, and has to count it. */
  private static final String OTHERS =
      """
      SELECT r.rolname, coalesce(a.application_name, ''), count(*)
        FROM pg_catalog.pg_stat_activity a
        JOIN pg_catalog.pg_roles r ON r.oid = a.usesysid
       WHERE a.datname = current_database()
         AND coalesce(a.backend_type = 'client backend', true)
         AND a.pid <> pg_catalog.pg_backend_pid()
         AND NOT (r.rolname = session_user AND a.application_name IN ('slipway', 'slipway watchdog'))
       GROUP BY 1, 2
       ORDER BY 3 DESC, 1, 2
      """;

  /** A session whose client has left is seen for a moment longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Connection session;

  TargetSessions(Connection session) {
    this.session = session;
  }

  List<Finding> findings() throws SQLException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    var findings = look();
    while (!findings.isEmpty() && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(PAUSE.toNanos());
      findings = look();
    }
    return findings;
  }

  private List<Finding> look() throws SQLException {
    var others = new ArrayList<String>();
    long count = 0;
    try (var statement = session.createStatement();
        var rows = statement.executeQuery(OTHERS)) {
      while (rows.next()) {
        count += rows.getLong(3);
        others.add(inWords(rows.getString(1), rows.getString(2), rows.getLong(3)));
      }
    }
    return others.isEmpty() ? List.of() : List.of(refusal(others, count));
  }

  private Finding refusal(List<String> others, long count) throws SQLException {
    var told = String.join(", ", others.subList(0, Math.min(TOLD, others.size())));
    var more = others.size() > TOLD ? " and others" : "";
    return Finding.acceptableRefusal(
        RestorePreflight.SESSIONS,
        session.getCatalog(),
        "%s other %s here, and what they write would be lost: %s%s"
            .formatted(count, count == 1 ? "session is" : "sessions are", told, more),
        "stop the app, and whoever else it is");
  }

  private static String inWords(String user, String application, long count) {
    var who = application.isEmpty() ? user : "%s (%s)".formatted(user, application);
    return count == 1 ? who : who + " " + count + " times";
  }
}
