package dev.slipway.engine.backup;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out, before anything is stored, what a dump of these schemas would fail on, or would leave
 * out without a word.
 */
final class SourcePreflight {
  /** Enough to see what they have in common; a message has no room for more. */
  private static final int NAMED = 8;

  private static final String MISSING =
      """
      SELECT wanted.name FROM unnest(?::text[]) AS wanted (name)
       WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_namespace n WHERE n.nspname = wanted.name)
      """;

  private static final String SCHEMAS_WITHOUT_RIGHTS =
      """
      SELECT n.nspname FROM pg_catalog.pg_namespace n
       WHERE n.nspname = ANY (?) AND NOT pg_catalog.has_schema_privilege(n.oid, 'USAGE')
       ORDER BY 1
      """;

  /** pg_dump locks every table, and asks every sequence for its position. */
  private static final String WITHOUT_RIGHTS =
      """
      SELECT format('%I.%I', n.nspname, c.relname)
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = ANY (?)
         AND CASE c.relkind
               WHEN 'S' THEN NOT pg_catalog.has_sequence_privilege(c.oid, 'SELECT')
               WHEN 'r' THEN NOT pg_catalog.has_table_privilege(c.oid, 'SELECT')
               WHEN 'p' THEN NOT pg_catalog.has_table_privilege(c.oid, 'SELECT')
               ELSE false
             END
         AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                          WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                            AND d.objid = c.oid AND d.deptype = 'e')
       ORDER BY 1
      """;

  private static final String WITH_HIDDEN_ROWS =
      """
      SELECT format('%I.%I', n.nspname, c.relname)
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = ANY (?) AND c.relkind IN ('r', 'p')
         AND pg_catalog.row_security_active(c.oid)
       ORDER BY 1
      """;

  private static final String UNLOGGED_ON_STANDBY =
      """
      SELECT format('%I.%I', n.nspname, c.relname)
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = ANY (?) AND c.relkind = 'r' AND c.relpersistence = 'u'
         AND pg_catalog.pg_is_in_recovery()
       ORDER BY 1
      """;

  /** They belong to no schema; by their owner one can tell whose they are. */
  private static final String LARGE_OBJECTS =
      """
      SELECT o.oid || ' of ' || pg_catalog.pg_get_userbyid(o.lomowner)
        FROM pg_catalog.pg_largeobject_metadata o
       WHERE o.lomowner IN (SELECT c.relowner
                              FROM pg_catalog.pg_class c
                              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                             WHERE n.nspname = ANY (?) AND c.relkind IN ('r', 'p'))
       ORDER BY o.oid
      """;

  private final Connection session;
  private final List<String> schemas;
  private final String where;

  SourcePreflight(Connection session, List<String> schemas, String where) {
    this.session = session;
    this.schemas = schemas;
    this.where = where;
  }

  void require() throws SQLException {
    refuse(MISSING, FailureCode.SCHEMA_MISSING, "has no schema %s; correct its name");
    refuse(
        SCHEMAS_WITHOUT_RIGHTS,
        FailureCode.DATABASE_REFUSED,
        "lets this role not use the schema %s; grant it USAGE, or back up as the owner");
    refuse(
        WITHOUT_RIGHTS,
        FailureCode.DATABASE_REFUSED,
        "lets this role not read %s; grant it SELECT, or back up as the owner");
    refuse(
        WITH_HIDDEN_ROWS,
        FailureCode.DATABASE_REFUSED,
        "hides rows of %s from this role (row level security); back up as a role with BYPASSRLS");
    refuse(
        UNLOGGED_ON_STANDBY,
        FailureCode.STRUCTURE_UNSUPPORTED,
        "is a standby, which does not have the rows of the unlogged %s; back up the primary");
    refuse(
        LARGE_OBJECTS,
        FailureCode.STRUCTURE_UNSUPPORTED,
        "holds large objects, which belong to no schema and would be lost: %s; move them into"
            + " bytea columns, or give them to a role that owns none of the tables");
  }

  private void refuse(String query, FailureCode code, String why) throws SQLException {
    var found = new ArrayList<String>();
    int more = 0;
    try (var statement = session.prepareStatement(query)) {
      statement.setArray(1, session.createArrayOf("text", schemas.toArray()));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          if (found.size() < NAMED) {
            found.add(rows.getString(1));
          } else {
            more++;
          }
        }
      }
    }
    if (!found.isEmpty()) {
      var names = String.join(", ", found) + (more == 0 ? "" : " and " + more + " more");
      throw new EngineException(code, where + " " + why.formatted(names));
    }
  }
}
