package dev.slipway.engine.apply;

import java.sql.SQLException;

/**
 * Which rows of which table are not what they are to be, found once and kept until they are
 * written. Places hold as long as nobody else writes, and until the structure is changed.
 */
final class Differences {
  static final String NAME = "pg_temp.slipway_differences";

  private Differences() {}

  /** For this session: what was found in one transaction is of use in the next. */
  static void prepare(TargetSession session) throws SQLException {
    session.run(
        "CREATE TEMP TABLE IF NOT EXISTS slipway_differences"
            + " (number int, present tid, coming tid)");
    session.run("CREATE INDEX IF NOT EXISTS slipway_differences_of ON " + NAME + " (number)");
  }

  /** Forgets what was found of a table. */
  static String forget(int number) {
    return "DELETE FROM %s WHERE number = %s".formatted(NAME, number);
  }

  /** Keeps the pairs, and answers one row: added, changed, removed, kept. */
  static String find(int number, TargetTable table, String pairs) {
    return """
    WITH differing AS (
      INSERT INTO %1$s (number, present, coming)
      SELECT %2$s, present, coming FROM (%3$s) AS pairs RETURNING present, coming)
    SELECT count(*) FILTER (WHERE present IS NULL),
           count(*) FILTER (WHERE present IS NOT NULL AND coming IS NOT NULL),
           count(*) FILTER (WHERE coming IS NULL),
           (SELECT count(*) FROM ONLY %4$s) - count(*) FILTER (WHERE present IS NOT NULL)
      FROM differing"""
        .formatted(NAME, number, pairs, table.qualifiedName());
  }
}
