package dev.slipway.engine.apply;

import java.sql.SQLException;
import java.util.List;

/**
 * Moves sequences past the values that came with the rows, never backwards. One that several tables
 * draw from goes past them all; what lies beyond its ends it will never draw, so that does not
 * count. It is the one thing that no rollback takes back, and harmless so.
 */
final class SequencePositions {
  /** Answers one statement a sequence. */
  private static final String MOVES =
      """
      WITH fed (sequence, tab, col) AS (
        SELECT objid, refobjid, refobjsubid FROM pg_depend
         WHERE classid = 'pg_class'::regclass AND refclassid = 'pg_class'::regclass
           AND deptype IN ('a', 'i') AND refobjsubid > 0
         UNION
        SELECT d.refobjid, e.adrelid, e.adnum
          FROM pg_depend d JOIN pg_attrdef e ON e.oid = d.objid
         WHERE d.classid = 'pg_attrdef'::regclass AND d.refclassid = 'pg_class'::regclass)
      SELECT format(
               'SELECT setval(%L, reached)'
                 || ' FROM (SELECT %s(value) AS reached FROM (%s) AS fed) AS reached, %s AS position'
                 || ' WHERE reached %s last_value OR (reached = last_value AND NOT is_called)',
               q.seqrelid::regclass,
               CASE WHEN q.seqincrement > 0 THEN 'max' ELSE 'min' END,
               string_agg(
                 format('SELECT %1$s(%2$I)::bigint AS value FROM %3$s WHERE %2$I BETWEEN %4$s AND %5$s',
                        CASE WHEN q.seqincrement > 0 THEN 'max' ELSE 'min' END,
                        a.attname, fed.tab::regclass, q.seqmin, q.seqmax),
                 ' UNION ALL '),
               q.seqrelid::regclass,
               CASE WHEN q.seqincrement > 0 THEN '>' ELSE '<' END)
        FROM fed
        JOIN pg_sequence q ON q.seqrelid = fed.sequence
        JOIN pg_attribute a ON a.attrelid = fed.tab AND a.attnum = fed.col
       WHERE a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'numeric'::regtype)
       GROUP BY q.seqrelid, q.seqincrement
      HAVING bool_or(fed.tab IN (SELECT name::regclass FROM unnest(?::text[]) AS name))
       ORDER BY q.seqrelid
      """;

  private SequencePositions() {}

  /**
   * @param tables whose rows were written, by their qualified names
   */
  static void movePast(TargetSession session, List<String> tables) throws SQLException {
    var names = session.connection().createArrayOf("text", tables.toArray());
    session.runTogether(session.texts(MOVES, names));
  }
}
