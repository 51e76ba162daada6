package dev.slipway.engine.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What has to be there before a dump of these schemas is restored, and is in no such dump. */
final class DatabaseNeeds {
  /** What is part of a table, such as a trigger, is in no schema but that of the table. */
  private static final String EXTENSIONS =
      """
      WITH part (classid, oid, relation) AS (
        SELECT 'pg_catalog.pg_trigger'::pg_catalog.regclass, oid, tgrelid FROM pg_catalog.pg_trigger
        UNION ALL
        SELECT 'pg_catalog.pg_rewrite'::pg_catalog.regclass, oid, ev_class FROM pg_catalog.pg_rewrite
        UNION ALL
        SELECT 'pg_catalog.pg_attrdef'::pg_catalog.regclass, oid, adrelid FROM pg_catalog.pg_attrdef
        UNION ALL
        SELECT 'pg_catalog.pg_policy'::pg_catalog.regclass, oid, polrelid FROM pg_catalog.pg_policy)
      SELECT DISTINCT e.extname, e.extversion, home.nspname
        FROM pg_catalog.pg_depend member
        JOIN pg_catalog.pg_extension e ON e.oid = member.refobjid
        JOIN pg_catalog.pg_namespace home ON home.oid = e.extnamespace
        JOIN pg_catalog.pg_depend d
          ON d.refclassid = member.classid AND d.refobjid = member.objid
        LEFT JOIN part ON part.classid = d.classid AND part.oid = d.objid
        LEFT JOIN pg_catalog.pg_class c ON c.oid = part.relation
        LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       CROSS JOIN LATERAL pg_catalog.pg_identify_object(d.classid, d.objid, 0) AS depends
       WHERE member.deptype = 'e'
         AND member.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
         AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend own
                          WHERE own.classid = d.classid AND own.objid = d.objid
                            AND own.deptype = 'e')
         AND coalesce(n.nspname, depends.schema) = ANY (?)
       ORDER BY 1
      """;

  /** An owner is none of them: what is restored is owned by who restores it. */
  private static final String ROLES =
      """
      WITH of_schema AS (SELECT oid, nspowner, nspacl FROM pg_catalog.pg_namespace
                          WHERE nspname = ANY (?)),
      acl (owner, entry) AS (
        SELECT nspowner, pg_catalog.aclexplode(nspacl) FROM of_schema
        UNION ALL
        SELECT c.relowner, pg_catalog.aclexplode(c.relacl)
          FROM pg_catalog.pg_class c JOIN of_schema n ON n.oid = c.relnamespace
        UNION ALL
        SELECT c.relowner, pg_catalog.aclexplode(a.attacl)
          FROM pg_catalog.pg_attribute a
          JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
          JOIN of_schema n ON n.oid = c.relnamespace
         WHERE a.attacl IS NOT NULL
        UNION ALL
        SELECT p.proowner, pg_catalog.aclexplode(p.proacl)
          FROM pg_catalog.pg_proc p JOIN of_schema n ON n.oid = p.pronamespace
        UNION ALL
        SELECT t.typowner, pg_catalog.aclexplode(t.typacl)
          FROM pg_catalog.pg_type t JOIN of_schema n ON n.oid = t.typnamespace
        UNION ALL
        SELECT d.defaclrole, pg_catalog.aclexplode(d.defaclacl)
          FROM pg_catalog.pg_default_acl d JOIN of_schema n ON n.oid = d.defaclnamespace),
      needed (role) AS (
        SELECT (entry).grantee FROM acl WHERE (entry).grantee <> owner
        UNION
        SELECT d.defaclrole
          FROM pg_catalog.pg_default_acl d JOIN of_schema n ON n.oid = d.defaclnamespace
        UNION
        SELECT unnest(p.polroles)
          FROM pg_catalog.pg_policy p
          JOIN pg_catalog.pg_class c ON c.oid = p.polrelid
          JOIN of_schema n ON n.oid = c.relnamespace)
      SELECT r.rolname FROM pg_catalog.pg_roles r JOIN needed ON needed.role = r.oid
       ORDER BY r.rolname COLLATE "C"
      """;

  private final Connection session;
  private final List<String> schemas;

  DatabaseNeeds(Connection session, List<String> schemas) {
    this.session = session;
    this.schemas = schemas;
  }

  List<NeededExtension> extensions() throws SQLException {
    return ask(
        EXTENSIONS,
        row -> new NeededExtension(row.getString(1), row.getString(2), row.getString(3)));
  }

  List<String> roles() throws SQLException {
    return ask(ROLES, row -> row.getString(1));
  }

  private <T> List<T> ask(String query, Row<T> row) throws SQLException {
    var found = new ArrayList<T>();
    try (var statement = session.prepareStatement(query)) {
      statement.setArray(1, session.createArrayOf("text", schemas.toArray()));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(row.of(rows));
        }
      }
    }
    return found;
  }

  @FunctionalInterface
  private interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }
}
