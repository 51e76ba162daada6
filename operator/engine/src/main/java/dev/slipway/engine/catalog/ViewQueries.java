package dev.slipway.engine.catalog;

/**
 * What is asked about views: those of the schema, and those of other schemas that read something of
 * it and so hold on to its types. Of the latter no more is told than where they are.
 */
final class ViewQueries {
  static final String VIEWS =
      """
      WITH here AS (SELECT n.oid FROM pg_catalog.pg_namespace n WHERE n.nspname = ?::name),
      views AS MATERIALIZED (
        SELECT v.oid, v.relname, v.relkind, v.reloptions, n.nspname, v.relnamespace = here.oid AS own
          FROM here
          CROSS JOIN pg_catalog.pg_class v
          JOIN pg_catalog.pg_namespace n ON n.oid = v.relnamespace
         WHERE v.relkind IN ('v', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
           AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                            WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                              AND e.objid = v.oid AND e.deptype = 'e')),
      used AS (
        SELECT DISTINCT v.oid AS view, d.refclassid AS class, d.refobjid AS object
          FROM views v
          JOIN pg_catalog.pg_rewrite r ON r.ev_class = v.oid AND r.ev_type = '1'
          JOIN pg_catalog.pg_depend d
            ON d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND d.objid = r.oid
           AND d.refobjid <> v.oid),
      named AS (
        SELECT DISTINCT u.view,
               CASE WHEN c.relnamespace = here.oid AND c.relkind IN ('r', 'p', 'f') THEN 'TABLE'
                    WHEN c.relnamespace = here.oid AND c.relkind IN ('v', 'm') THEN 'VIEW'
                    WHEN e.oid IS NOT NULL THEN 'ENUM'
                    ELSE 'OTHER' END AS kind,
               CASE WHEN c.relnamespace = here.oid AND c.relkind <> 'S' THEN c.relname::text
                    WHEN c.oid IS NOT NULL THEN c.oid::pg_catalog.regclass::text
                    WHEN e.oid IS NOT NULL THEN e.typname::text
                    WHEN y.oid IS NOT NULL THEN pg_catalog.format_type(y.oid, NULL)
                    WHEN f.oid IS NOT NULL THEN f.oid::pg_catalog.regprocedure::text END AS name
          FROM used u
          CROSS JOIN here
          LEFT JOIN pg_catalog.pg_type y
                 ON u.class = 'pg_catalog.pg_type'::pg_catalog.regclass AND y.oid = u.object
          LEFT JOIN pg_catalog.pg_class c
                 ON c.oid = CASE u.class WHEN 'pg_catalog.pg_class'::pg_catalog.regclass
                                         THEN u.object ELSE y.typrelid END
          LEFT JOIN pg_catalog.pg_type e
                 ON e.oid = CASE y.typtype WHEN 'e' THEN y.oid ELSE y.typelem END
                AND e.typtype = 'e' AND e.typnamespace = here.oid
          LEFT JOIN pg_catalog.pg_proc f
                 ON u.class = 'pg_catalog.pg_proc'::pg_catalog.regclass AND f.oid = u.object
         WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend x
                            WHERE x.classid = u.class AND x.objid = u.object AND x.deptype = 'e')),
      lists AS (
        SELECT m.view,
               pg_catalog.array_agg(m.name ORDER BY m.name COLLATE "C")
                 FILTER (WHERE m.kind = 'TABLE') AS tables,
               pg_catalog.array_agg(m.name ORDER BY m.name COLLATE "C")
                 FILTER (WHERE m.kind = 'VIEW') AS views,
               pg_catalog.array_agg(m.name ORDER BY m.name COLLATE "C")
                 FILTER (WHERE m.kind = 'ENUM') AS enums,
               pg_catalog.array_agg(m.name ORDER BY m.name COLLATE "C")
                 FILTER (WHERE m.kind = 'OTHER' AND m.name IS NOT NULL) AS needs
          FROM named m
         GROUP BY m.view)
      SELECT v.oid AS view, CASE WHEN NOT v.own THEN v.nspname END AS schema, v.relname AS name,
             v.relkind = 'm' AS is_materialized,
             CASE WHEN v.own
                  THEN pg_catalog.btrim(pg_catalog.pg_get_viewdef(v.oid), E' \\n;')
                  ELSE '' END AS definition,
             CASE WHEN v.own THEN v.reloptions END AS options,
             l.tables, l.views, l.enums, l.needs,
             CASE WHEN v.own THEN pg_catalog.obj_description(v.oid, 'pg_class') END AS comment
        FROM views v
        LEFT JOIN lists l ON l.view = v.oid
       WHERE v.own OR l.tables IS NOT NULL OR l.views IS NOT NULL OR l.enums IS NOT NULL
       ORDER BY v.own DESC, v.nspname::text COLLATE "C", v.relname::text COLLATE "C"
      """;

  static final String COLUMNS_IN_ORDER =
      """
      SELECT v.oid AS view, a.attname AS name,
             pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS default_expression,
             pg_catalog.col_description(v.oid, a.attnum) AS comment
        FROM pg_catalog.pg_class v
        JOIN pg_catalog.pg_namespace n ON n.oid = v.relnamespace
        JOIN pg_catalog.pg_attribute a ON a.attrelid = v.oid
        LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
       WHERE n.nspname = ?::name AND v.relkind IN ('v', 'm') AND a.attnum > 0
       ORDER BY v.oid, a.attnum
      """;

  /** Printed prettily, since only then the view itself is named without its schema. */
  static final String ATTACHMENTS =
      """
      WITH views AS (SELECT v.oid, v.relnamespace
                       FROM pg_catalog.pg_class v
                       JOIN pg_catalog.pg_namespace n ON n.oid = v.relnamespace
                      WHERE n.nspname = ?::name AND v.relkind IN ('v', 'm'))
      SELECT v.oid AS view, 'TRIGGER' AS kind, g.tgname AS name,
             pg_catalog.pg_get_triggerdef(g.oid, true) AS definition,
             NULL::text[] AS reads,
             pg_catalog.obj_description(g.oid, 'pg_trigger') AS comment
        FROM views v
        JOIN pg_catalog.pg_trigger g ON g.tgrelid = v.oid AND NOT g.tgisinternal
       UNION ALL
      SELECT v.oid, 'RULE', r.rulename,
             pg_catalog.rtrim(pg_catalog.pg_get_ruledef(r.oid, true), ';'),
             ARRAY(SELECT DISTINCT c.relname::text COLLATE "C"
                     FROM pg_catalog.pg_depend d
                     JOIN pg_catalog.pg_class c
                       ON c.oid = d.refobjid AND c.relnamespace = v.relnamespace
                    WHERE d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
                      AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                      AND d.objid = r.oid AND c.oid <> v.oid
                    ORDER BY 1),
             pg_catalog.obj_description(r.oid, 'pg_rewrite')
        FROM views v
        JOIN pg_catalog.pg_rewrite r ON r.ev_class = v.oid AND r.ev_type <> '1'
       ORDER BY 1, 2, 3
      """;

  /**
   * A function that reads the view or has its type, a policy, a sequence that it owns, and such.
   */
  static final String HOLDERS =
      """
      WITH parts AS (
        SELECT v.oid AS view, p.class, p.object
          FROM pg_catalog.pg_class v
          JOIN pg_catalog.pg_namespace n ON n.oid = v.relnamespace
          JOIN pg_catalog.pg_type y ON y.oid = v.reltype
         CROSS JOIN LATERAL (VALUES ('pg_catalog.pg_class'::pg_catalog.regclass, v.oid),
                                    ('pg_catalog.pg_type'::pg_catalog.regclass, y.oid),
                                    ('pg_catalog.pg_type'::pg_catalog.regclass, y.typarray))
               p (class, object)
         WHERE n.nspname = ?::name AND v.relkind = 'v')
      SELECT DISTINCT p.view, (o.type || ' ' || o.identity) COLLATE "C" AS holder
        FROM parts p
        JOIN pg_catalog.pg_depend d ON d.refclassid = p.class AND d.refobjid = p.object
        LEFT JOIN pg_catalog.pg_rewrite r
               ON d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND r.oid = d.objid
        LEFT JOIN pg_catalog.pg_class reader ON reader.oid = r.ev_class
       CROSS JOIN LATERAL pg_catalog.pg_identify_object(d.classid, d.objid, d.objsubid) o
       WHERE d.deptype IN ('n', 'a')
         AND d.classid NOT IN ('pg_catalog.pg_trigger'::pg_catalog.regclass,
                               'pg_catalog.pg_attrdef'::pg_catalog.regclass)
         AND (reader.relkind IS NULL OR reader.relkind NOT IN ('v', 'm'))
       ORDER BY 1, 2
      """;

  private ViewQueries() {}
}
