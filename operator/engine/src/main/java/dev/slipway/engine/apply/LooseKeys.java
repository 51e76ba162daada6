package dev.slipway.engine.apply;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Has the references to some tables checked once all rows are in place, where no order of single
 * statements satisfies them. Those that act by themselves, such as ON DELETE CASCADE, cannot be put
 * off: they are taken away and put back, over all rows. It costs an exclusive lock, so it comes
 * second.
 */
final class LooseKeys {
  private static final String KEYS =
      """
      SELECT NOT acts AS is_silent, parent,
             alter || CASE WHEN acts THEN format(' DROP CONSTRAINT %I', conname)
                           ELSE format(' ALTER CONSTRAINT %I DEFERRABLE INITIALLY DEFERRED', conname) END,
             alter || CASE WHEN acts THEN format(' ADD CONSTRAINT %I %s', conname, definition)
                           ELSE format(' ALTER CONSTRAINT %I NOT DEFERRABLE', conname) END,
             CASE WHEN acts AND comment IS NOT NULL
                  THEN format('COMMENT ON CONSTRAINT %I ON %s IS %L', conname, child, comment) END
        FROM (SELECT k.conname, k.condeferrable, r.relname AS parent, k.conrelid::regclass AS child,
                     format('ALTER TABLE %s', k.conrelid::regclass) AS alter,
                     'a' <> ANY (ARRAY[k.confdeltype, k.confupdtype]) AS acts,
                     pg_get_constraintdef(k.oid) AS definition,
                     obj_description(k.oid, 'pg_constraint') AS comment
                FROM pg_constraint k JOIN pg_class r ON r.oid = k.confrelid
               WHERE k.contype = 'f' AND k.conparentid = 0
                 AND k.confrelid IN (SELECT name::regclass FROM unnest(?::text[]) AS name)) AS keys
       WHERE acts OR NOT condeferrable
       ORDER BY child::text, conname
      """;

  private final TargetSession session;
  private final Set<String> acting = new HashSet<>();
  private final List<String> loosening = new ArrayList<>();
  private final List<String> restoring = new ArrayList<>();
  private boolean isLoose;

  private LooseKeys(TargetSession session) {
    this.session = session;
  }

  static LooseKeys to(TargetSession session, List<TargetTable> tables) throws SQLException {
    var keys = new LooseKeys(session);
    var names = tables.stream().map(TargetTable::qualifiedName).toArray(String[]::new);
    try (var statement = session.connection().prepareStatement(KEYS)) {
      statement.setArray(1, session.connection().createArrayOf("text", names));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          if (!rows.getBoolean(1)) {
            keys.acting.add(rows.getString(2));
          }
          keys.loosening.add(rows.getString(3));
          keys.restoring.add(rows.getString(4));
          var comment = rows.getString(5);
          if (comment != null) {
            keys.restoring.add(comment);
          }
        }
      }
    }
    return keys;
  }

  /** A row that goes to come back at once would take along what hangs on it. */
  void requireNoneActsOn(TargetTable table) throws ReferencesInterfere {
    if (!isLoose && acting.contains(table.name())) {
      throw new ReferencesInterfere(table.name());
    }
  }

  void loosen() throws SQLException {
    session.runAll(loosening);
    isLoose = true;
  }

  void restore() throws SQLException {
    session.runAll(restoring);
  }
}
