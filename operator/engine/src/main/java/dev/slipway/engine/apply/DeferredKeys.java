package dev.slipway.engine.apply;

import java.sql.SQLException;
import java.util.List;

/**
 * Has the references to some tables checked once all rows are in place, where no order of single
 * statements satisfies them. It costs an exclusive lock, so it comes second.
 */
final class DeferredKeys {
  private static final String STRICT_ONES =
      """
      SELECT format('ALTER TABLE %s ALTER CONSTRAINT %I', conrelid::regclass, conname)
        FROM pg_constraint
       WHERE contype = 'f' AND conparentid = 0 AND NOT condeferrable
         AND confrelid IN (SELECT name::regclass FROM unnest(?::text[]) AS name)
       ORDER BY 1
      """;

  private final TargetSession session;
  private final List<String> strict;

  private DeferredKeys(TargetSession session, List<String> strict) {
    this.session = session;
    this.strict = strict;
  }

  static DeferredKeys to(TargetSession session, List<TargetTable> tables) throws SQLException {
    var names = tables.stream().map(TargetTable::qualifiedName).toArray(String[]::new);
    return new DeferredKeys(
        session, session.texts(STRICT_ONES, session.connection().createArrayOf("text", names)));
  }

  void defer() throws SQLException {
    session.runAll(strict.stream().map(it -> it + " DEFERRABLE INITIALLY DEFERRED").toList());
  }

  void restore() throws SQLException {
    session.runAll(strict.stream().map(it -> it + " NOT DEFERRABLE").toList());
  }
}
