package dev.slipway.engine.catalog;

/** What is asked about owners and grants; a null ACL is the owner's alone. */
final class RightsQueries {
  static final String OWNERS =
      """
      SELECT c.relname AS object,
             pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(c.relowner)) AS role,
             pg_catalog.pg_has_role(c.relowner, 'USAGE') AS is_ours,
             c.relacl IS NULL OR c.relacl = pg_catalog.acldefault(
                 CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner) AS is_alone
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = ?::name AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S')
       ORDER BY c.relname::text COLLATE "C"
      """;

  static final String GRANTS =
      """
      WITH here AS (SELECT c.oid, c.relname,
                           NULLIF(c.relacl, pg_catalog.acldefault(
                               CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char",
                               c.relowner)) AS relacl
                      FROM pg_catalog.pg_class c
                      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                     WHERE n.nspname = ?::name AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S')),
      given (object, column_name, grantee, privilege, is_grantable) AS (
        SELECT h.relname::text, NULL, g.grantee, g.privilege_type, g.is_grantable
          FROM here h CROSS JOIN LATERAL pg_catalog.aclexplode(h.relacl) g
         UNION ALL
        SELECT h.relname::text, a.attname::text, g.grantee, g.privilege_type, g.is_grantable
          FROM here h
          JOIN pg_catalog.pg_attribute a ON a.attrelid = h.oid AND a.attacl IS NOT NULL
         CROSS JOIN LATERAL pg_catalog.aclexplode(a.attacl) g)
      SELECT v.object, v.column_name, r.role AS grantee, v.privilege,
             pg_catalog.bool_or(v.is_grantable) AS is_grantable
        FROM given v
       CROSS JOIN LATERAL (
               SELECT CASE v.grantee WHEN 0 THEN 'PUBLIC'
                           ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(v.grantee))
                           END) r (role)
       GROUP BY v.object, v.column_name, r.role, v.privilege
       ORDER BY v.object COLLATE "C", v.column_name COLLATE "C" NULLS FIRST,
                r.role COLLATE "C", v.privilege COLLATE "C"
      """;

  /** The owner among them: default privileges may leave even the owner without rights. */
  static final String NEWCOMERS =
      """
      WITH given AS (SELECT d.defaclrole, d.defaclacl
                       FROM pg_catalog.pg_default_acl d
                      WHERE d.defaclobjtype = 'r'
                        AND d.defaclrole = (SELECT r.oid FROM pg_catalog.pg_roles r
                                             WHERE r.rolname = CURRENT_USER)
                        AND d.defaclnamespace IN (0, (SELECT n.oid FROM pg_catalog.pg_namespace n
                                                       WHERE n.nspname = ?::name)))
      SELECT CASE r.role WHEN 0 THEN 'PUBLIC'
                  ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(r.role))
                  END COLLATE "C" AS role
        FROM (SELECT g.grantee FROM given CROSS JOIN LATERAL pg_catalog.aclexplode(defaclacl) g
               UNION
              SELECT defaclrole FROM given) r (role)
       ORDER BY 1
      """;

  private RightsQueries() {}
}
