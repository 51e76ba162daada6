package dev.slipway.engine.catalog;

/**
 * What is asked of the catalog: each for all tables of a schema at once, ordered by bytes and not
 * by a locale. What an extension brought along is the extension's and left out.
 *
 * <p>A server that has not looked at its own catalog lately guesses that there is next to nothing
 * in it. So what is joined is joined on plain equality, and the rest is looked up by an index.
 */
final class CatalogQueries {
  /** pg_temp last, or a temporary table would hide one of the schema from unqualified names. */
  static final String PATH_BEFORE_AND_NOW =
      """
      SELECT pg_catalog.current_setting('search_path') AS before,
             pg_catalog.set_config(
                 'search_path', pg_catalog.format('%I, pg_temp', ?::text), true) AS now
      """;

  static final String PATH_AGAIN = "SELECT pg_catalog.set_config('search_path', ?, true)";

  static final String TABLES =
      """
      SELECT t.relname AS name,
             CASE WHEN t.relispartition THEN 'PARTITION'
                  WHEN t.relkind = 'p' THEN 'PARTITIONED'
                  WHEN t.relkind = 'f' THEN 'FOREIGN'
                  WHEN t.relpersistence = 'u' THEN 'UNLOGGED'
                  ELSE 'ORDINARY' END AS kind,
             ARRAY(SELECT parent.relname::text
                     FROM pg_catalog.pg_inherits i
                     JOIN pg_catalog.pg_class parent ON parent.oid = i.inhparent
                    WHERE i.inhrelid = t.oid AND parent.relnamespace = t.relnamespace
                    ORDER BY i.inhseqno) AS parents,
             pg_catalog.obj_description(t.oid, 'pg_class') AS comment
        FROM pg_catalog.pg_class t
        JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
       WHERE n.nspname = ?::name AND t.relkind IN ('r', 'p', 'f')
         AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                          WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                            AND d.objid = t.oid AND d.deptype = 'e')
       ORDER BY t.relname::text COLLATE "C"
      """;

  static final String COLUMNS_IN_ORDER =
      """
      SELECT t.relname AS table_name, a.attname AS name,
             pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
             a.attnotnull AS not_null,
             pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS default_expression,
             CASE WHEN a.attcollation <> y.typcollation
                  THEN a.attcollation::pg_catalog.regcollation::text END AS collation,
             CASE a.attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY_DEFAULT' END AS identity,
             CASE a.attgenerated WHEN 's' THEN 'STORED' WHEN 'v' THEN 'VIRTUAL' END AS generated,
             CASE WHEN y.typtype = 'e' OR y.typelem <> 0
                  THEN (SELECT e.typname FROM pg_catalog.pg_type e
                         WHERE e.oid = CASE y.typtype WHEN 'e' THEN y.oid ELSE y.typelem END
                           AND e.typtype = 'e' AND e.typnamespace = n.oid) END AS enum_name,
             a.attinhcount > 0 AND NOT a.attislocal AS inherited,
             (SELECT c.description FROM pg_catalog.pg_description c
               WHERE c.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
                 AND c.objoid = t.oid AND c.objsubid = a.attnum) AS comment
        FROM pg_catalog.pg_attribute a
        JOIN pg_catalog.pg_class t ON t.oid = a.attrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
        JOIN pg_catalog.pg_type y ON y.oid = a.atttypid
        LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
       WHERE n.nspname = ?::name AND t.relkind IN ('r', 'p', 'f')
         AND a.attnum > 0 AND NOT a.attisdropped
       ORDER BY t.relname::text COLLATE "C", a.attnum
      """;

  static final String KEYS =
      """
      SELECT t.relname AS table_name, k.conname AS name, k.contype = 'p' AS is_primary,
             ARRAY(SELECT a.attname::text
                     FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY AS c (number, place)
                     JOIN pg_catalog.pg_attribute a
                       ON a.attrelid = k.conrelid AND a.attnum = c.number
                    ORDER BY c.place) AS columns,
             pg_catalog.pg_get_constraintdef(k.oid) AS definition,
             (SELECT c.description FROM pg_catalog.pg_description c
               WHERE c.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
                 AND c.objoid = k.oid AND c.objsubid = 0) AS comment
        FROM pg_catalog.pg_constraint k
        JOIN pg_catalog.pg_class t ON t.oid = k.conrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
       WHERE n.nspname = ?::name AND k.contype IN ('p', 'u')
       ORDER BY t.relname::text COLLATE "C", k.conname::text COLLATE "C"
      """;

  /** From version 18 on NOT NULL is a constraint too; here it stays a fact about the column. */
  static final String CHECKS =
      """
      SELECT t.relname AS table_name, k.conname AS name,
             k.coninhcount > 0 AND NOT k.conislocal AS inherited,
             pg_catalog.pg_get_constraintdef(k.oid) AS definition,
             (SELECT c.description FROM pg_catalog.pg_description c
               WHERE c.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
                 AND c.objoid = k.oid AND c.objsubid = 0) AS comment
        FROM pg_catalog.pg_constraint k
        JOIN pg_catalog.pg_class t ON t.oid = k.conrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
       WHERE n.nspname = ?::name AND k.contype = 'c'
       ORDER BY t.relname::text COLLATE "C", k.conname::text COLLATE "C"
      """;

  static final String FOREIGN_KEYS =
      """
      SELECT t.relname AS table_name, k.conname AS name,
             ARRAY(SELECT a.attname::text
                     FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY AS c (number, place)
                     JOIN pg_catalog.pg_attribute a
                       ON a.attrelid = k.conrelid AND a.attnum = c.number
                    ORDER BY c.place) AS columns,
             CASE WHEN r.relnamespace = n.oid THEN r.relname END AS referenced_table,
             pg_catalog.pg_get_constraintdef(k.oid) AS definition,
             (SELECT c.description FROM pg_catalog.pg_description c
               WHERE c.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
                 AND c.objoid = k.oid AND c.objsubid = 0) AS comment
        FROM pg_catalog.pg_constraint k
        JOIN pg_catalog.pg_class t ON t.oid = k.conrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
        JOIN pg_catalog.pg_class r ON r.oid = k.confrelid
       WHERE n.nspname = ?::name AND k.contype = 'f'
       ORDER BY t.relname::text COLLATE "C", k.conname::text COLLATE "C"
      """;

  /**
   * The part before USING always names the schema, so it is cut off: what it reads is known to the
   * letter. One that a failed CREATE INDEX CONCURRENTLY left behind is none.
   */
  static final String INDEXES =
      """
      SELECT t.relname AS table_name, x.relname AS name, i.indisunique AS is_unique,
             pg_catalog.substr(
                 pg_catalog.pg_get_indexdef(x.oid),
                 pg_catalog.length(pg_catalog.format(
                     'CREATE %sINDEX %I ON %s%I.%I ',
                     CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END, x.relname,
                     CASE WHEN x.relkind = 'I' THEN 'ONLY ' ELSE '' END,
                     n.nspname, t.relname)) + 1) AS definition,
             (SELECT c.description FROM pg_catalog.pg_description c
               WHERE c.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
                 AND c.objoid = x.oid AND c.objsubid = 0) AS comment
        FROM pg_catalog.pg_index i
        JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
        JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
       WHERE n.nspname = ?::name AND t.relkind IN ('r', 'p') AND i.indisvalid
         AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k
                          WHERE k.conindid = x.oid AND k.contype IN ('p', 'u', 'x'))
       ORDER BY t.relname::text COLLATE "C", x.relname::text COLLATE "C"
      """;

  static final String SEQUENCES =
      """
      WITH users AS (
        SELECT d.refobjid AS sequence, u.relnamespace,
               pg_catalog.array_agg(DISTINCT u.relname::text COLLATE "C"
                                    ORDER BY u.relname::text COLLATE "C") AS tables
          FROM pg_catalog.pg_depend d
          JOIN pg_catalog.pg_attrdef e ON e.oid = d.objid
          JOIN pg_catalog.pg_class u ON u.oid = e.adrelid
         WHERE d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
           AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjsubid = 0
         GROUP BY d.refobjid, u.relnamespace)
      SELECT s.relname AS name, pg_catalog.format_type(q.seqtypid, NULL) AS type,
             q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcache, q.seqcycle,
             t.relname AS owner_table, a.attname AS owner_column, o.deptype = 'i' AS is_identity,
             d.tables AS users,
             pg_catalog.obj_description(s.oid, 'pg_class') AS comment
        FROM pg_catalog.pg_sequence q
        JOIN pg_catalog.pg_class s ON s.oid = q.seqrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = s.relnamespace
        LEFT JOIN users d ON d.sequence = s.oid AND d.relnamespace = s.relnamespace
        LEFT JOIN pg_catalog.pg_depend o
               ON o.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND o.objid = s.oid
              AND o.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
              AND o.refobjsubid > 0 AND o.deptype IN ('a', 'i')
        LEFT JOIN pg_catalog.pg_class t ON t.oid = o.refobjid
        LEFT JOIN pg_catalog.pg_attribute a
               ON a.attrelid = o.refobjid AND a.attnum = o.refobjsubid
       WHERE n.nspname = ?::name
         AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                          WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                            AND d.objid = s.oid AND d.deptype = 'e')
       ORDER BY s.relname::text COLLATE "C"
      """;

  static final String ENUMS =
      """
      SELECT y.typname AS name,
             ARRAY(SELECT e.enumlabel::text
                     FROM pg_catalog.pg_enum e
                    WHERE e.enumtypid = y.oid
                    ORDER BY e.enumsortorder) AS labels,
             pg_catalog.obj_description(y.oid, 'pg_type') AS comment
        FROM pg_catalog.pg_type y
        JOIN pg_catalog.pg_namespace n ON n.oid = y.typnamespace
       WHERE n.nspname = ?::name AND y.typtype = 'e'
         AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                          WHERE d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
                            AND d.objid = y.oid AND d.deptype = 'e')
       ORDER BY y.typname::text COLLATE "C"
      """;

  private CatalogQueries() {}
}
