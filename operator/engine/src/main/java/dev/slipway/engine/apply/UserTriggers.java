package dev.slipway.engine.apply;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the app's triggers from firing for rows that are copied: in the source they have fired
 * already. Each is put back the way it was, since switching all on makes an ordinary one of ALWAYS.
 */
final class UserTriggers {
  private static final String DISABLE =
      """
      SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass, tgname)
        FROM pg_trigger
       WHERE tgrelid = ANY (?::text[]::regclass[]) AND NOT tgisinternal AND tgenabled <> 'D'
       ORDER BY tgrelid, tgname
      """;

  private static final String RESTORE =
      """
      SELECT format('ALTER TABLE %s ENABLE %s TRIGGER %I', tgrelid::regclass,
                    CASE tgenabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' ELSE '' END, tgname)
        FROM pg_trigger
       WHERE tgrelid = ANY (?::text[]::regclass[]) AND NOT tgisinternal AND tgenabled <> 'D'
       ORDER BY tgrelid, tgname
      """;

  private final TargetSession session;
  private final List<String> restoring = new ArrayList<>();

  UserTriggers(TargetSession session) {
    this.session = session;
  }

  void disable(String qualifiedName) throws SQLException {
    disable(List.of(qualifiedName));
  }

  /** Asks for all of them at once: most tables have none. */
  void disable(List<String> qualifiedNames) throws SQLException {
    var names = session.connection().createArrayOf("text", qualifiedNames.toArray());
    restoring.addAll(session.texts(RESTORE, names));
    session.runAll(session.texts(DISABLE, names));
  }

  void restore() throws SQLException {
    session.runAll(restoring);
  }
}
