package dev.slipway.engine.restore;

import dev.slipway.engine.backup.NeededExtension;
import dev.slipway.engine.finding.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The extensions that a backup needs: those that are there, and those that can be created. */
final class TargetExtensions {
  private static final String STATE =
      """
      SELECT EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = $1),
             v.name IS NOT NULL,
             current_setting('is_superuser')::bool
               OR coalesce(NOT v.superuser OR v.trusted, false)
                  AND pg_catalog.has_database_privilege(current_database(), 'CREATE')
        FROM (VALUES ($1::name)) AS needed (name)
        LEFT JOIN pg_catalog.pg_available_extensions a ON a.name = needed.name
        LEFT JOIN pg_catalog.pg_available_extension_versions v
          ON v.name = a.name AND v.version = a.default_version
      """
          .replace("$1", "?");

  private final Connection session;
  private final List<Finding> findings = new ArrayList<>();
  private final List<NeededExtension> missing = new ArrayList<>();

  TargetExtensions(Connection session) {
    this.session = session;
  }

  void look(List<NeededExtension> needed) throws SQLException {
    for (var it : needed) {
      look(it);
    }
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** Those that the restore itself creates. */
  List<NeededExtension> missing() {
    return List.copyOf(missing);
  }

  private void look(NeededExtension needed) throws SQLException {
    try (var statement = session.prepareStatement(STATE)) {
      statement.setString(1, needed.name());
      statement.setString(2, needed.name());
      try (var answer = statement.executeQuery()) {
        answer.next();
        if (!answer.getBoolean(1)) {
          judge(needed, answer.getBoolean(2), answer.getBoolean(3));
        }
      }
    }
  }

  private void judge(NeededExtension needed, boolean isAvailable, boolean mayBeCreated) {
    if (!isAvailable) {
      findings.add(
          refusal(
              needed,
              "the backup needs this extension, in version %s, and the server does not have it"
                  .formatted(needed.version()),
              "install its package on the server"));
    } else if (!mayBeCreated) {
      findings.add(
          refusal(
              needed,
              "the backup needs this extension, and our role may not create it",
              "let a superuser do so in this database: CREATE EXTENSION \"%s\""
                  .formatted(needed.name())));
    } else {
      missing.add(needed);
    }
  }

  private static Finding refusal(NeededExtension needed, String what, @Nullable String todo) {
    return Finding.refusal("extension-missing", needed.name(), what, todo == null ? "" : todo);
  }
}
