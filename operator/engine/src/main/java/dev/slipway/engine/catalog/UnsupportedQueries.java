package dev.slipway.engine.catalog;

/** What is asked about that which a release does not carry: no more than whether it is there. */
final class UnsupportedQueries {
  static final String UNSUPPORTED =
      """
      WITH here AS (SELECT n.oid FROM pg_catalog.pg_namespace n WHERE n.nspname = ?::name),
      tables AS MATERIALIZED (
        SELECT t.* FROM pg_catalog.pg_class t JOIN here ON here.oid = t.relnamespace
         WHERE t.relkind IN ('r', 'p', 'f')),
      members AS MATERIALIZED (
        SELECT e.classid, e.objid FROM pg_catalog.pg_depend e WHERE e.deptype = 'e'),
      kept AS (
        SELECT v.oid, v.relname
          FROM pg_catalog.pg_class v JOIN here ON here.oid = v.relnamespace
         WHERE v.relkind = 'm'
           AND ('pg_catalog.pg_class'::pg_catalog.regclass::oid, v.oid) NOT IN (TABLE members)),
      columns AS MATERIALIZED (
        SELECT t.relname, a.atttypid
          FROM pg_catalog.pg_attribute a JOIN tables t ON t.oid = a.attrelid
         WHERE a.attnum > 0 AND NOT a.attisdropped),
      types AS MATERIALIZED (
        SELECT y.typtype, y.typname, CASE WHEN n.oid <> here.oid THEN n.nspname END AS nspname,
               u.used, u.is_array
          FROM here
         CROSS JOIN pg_catalog.pg_type y
          JOIN pg_catalog.pg_namespace n ON n.oid = y.typnamespace
         CROSS JOIN LATERAL (VALUES (y.oid, false), (y.typarray, true)) u (used, is_array)
         WHERE y.typtype IN ('c', 'd') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
           AND ('pg_catalog.pg_type'::pg_catalog.regclass::oid, y.oid) NOT IN (TABLE members)),
      found (kind, name, table_name) AS (
        SELECT DISTINCT 'MATERIALIZED_VIEW', v.relname::text, t.relname::text
          FROM kept v
          JOIN pg_catalog.pg_rewrite r ON r.ev_class = v.oid
          LEFT JOIN (pg_catalog.pg_depend d JOIN tables t ON t.oid = d.refobjid)
                 ON d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
                AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                AND d.objid = r.oid
         UNION ALL
        SELECT 'TRIGGER', g.tgname, t.relname
          FROM pg_catalog.pg_trigger g JOIN tables t ON t.oid = g.tgrelid
         WHERE NOT g.tgisinternal
         UNION ALL
        SELECT 'POLICY', p.polname, t.relname
          FROM pg_catalog.pg_policy p JOIN tables t ON t.oid = p.polrelid
         UNION ALL
        SELECT 'ROW_SECURITY', t.relname, t.relname FROM tables t WHERE t.relrowsecurity
         UNION ALL
        SELECT 'FORCED_ROW_SECURITY', t.relname, t.relname
          FROM tables t WHERE t.relforcerowsecurity
         UNION ALL
        SELECT 'RULE', r.rulename, t.relname
          FROM pg_catalog.pg_rewrite r JOIN tables t ON t.oid = r.ev_class
         UNION ALL
        SELECT 'EXCLUSION', k.conname, t.relname
          FROM pg_catalog.pg_constraint k JOIN tables t ON t.oid = k.conrelid
         WHERE k.contype = 'x'
         UNION ALL
        SELECT DISTINCT CASE y.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'COMPOSITE_TYPE' END,
               CASE WHEN y.nspname IS NULL THEN y.typname::text
                    ELSE y.nspname || '.' || y.typname END,
               c.relname::text
          FROM types y
          LEFT JOIN columns c ON c.atttypid = y.used
         WHERE c.relname IS NOT NULL OR y.typtype = 'd' AND y.nspname IS NULL AND NOT y.is_array
         UNION ALL
        SELECT 'STATISTICS', s.stxname, t.relname
          FROM pg_catalog.pg_statistic_ext s JOIN tables t ON t.oid = s.stxrelid
         UNION ALL
        SELECT DISTINCT 'SQL_FUNCTION', d.objid::pg_catalog.regprocedure::text, t.relname::text
          FROM pg_catalog.pg_depend d JOIN tables t ON t.oid = d.refobjid
         WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
           AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
         UNION ALL
        SELECT 'ACCESS_METHOD', m.amname, t.relname
          FROM pg_catalog.pg_am m JOIN tables t ON t.relam = m.oid
         WHERE m.amname <> 'heap'
         UNION ALL
        SELECT 'TABLESPACE', s.spcname, t.relname
          FROM pg_catalog.pg_tablespace s JOIN tables t ON t.reltablespace = s.oid
         UNION ALL
        SELECT 'PUBLICATION', p.pubname, t.relname
          FROM pg_catalog.pg_publication p
          JOIN tables t
            ON t.relpersistence = 'p' AND t.relkind IN ('r', 'p')
           AND (p.puballtables
                OR EXISTS (SELECT FROM pg_catalog.pg_publication_rel m
                            WHERE m.prpubid = p.oid AND m.prrelid = t.oid)
                OR EXISTS (SELECT FROM pg_catalog.pg_publication_namespace m
                            WHERE m.pnpubid = p.oid AND m.pnnspid = t.relnamespace))
         UNION ALL
        SELECT 'REPLICA_IDENTITY',
               CASE t.relreplident WHEN 'n' THEN 'NOTHING' WHEN 'f' THEN 'FULL'
                    ELSE coalesce(
                           (SELECT x.relname::text
                              FROM pg_catalog.pg_index i
                              JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
                             WHERE i.indrelid = t.oid AND i.indisreplident), 'INDEX') END,
               t.relname
          FROM tables t
         WHERE t.relreplident IN ('n', 'f', 'i')
         UNION ALL
        SELECT 'PARENT_ELSEWHERE', n.nspname || '.' || p.relname, t.relname
          FROM pg_catalog.pg_inherits i
          JOIN tables t ON t.oid = i.inhrelid
          JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
          JOIN pg_catalog.pg_namespace n ON n.oid = p.relnamespace
         WHERE n.oid NOT IN (SELECT here.oid FROM here)
         UNION ALL
        SELECT 'NAME_OF_THE_SYSTEM', t.relname, t.relname
          FROM tables t
         WHERE NOT pg_catalog.pg_table_is_visible(t.oid)
         UNION ALL
        SELECT 'NAME_OF_THE_SYSTEM', y.typname, t.relname
          FROM pg_catalog.pg_type y
          JOIN here ON here.oid = y.typnamespace
          LEFT JOIN columns t ON t.atttypid = y.oid
         WHERE y.typtype = 'e' AND NOT pg_catalog.pg_type_is_visible(y.oid))
      SELECT f.kind, f.name, f.table_name
        FROM found f
       ORDER BY f.kind::text COLLATE "C", f.name::text COLLATE "C",
                f.table_name::text COLLATE "C" NULLS FIRST
      """;

  private UnsupportedQueries() {}
}
