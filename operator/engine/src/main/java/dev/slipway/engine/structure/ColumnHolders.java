package dev.slipway.engine.structure;

import dev.slipway.engine.finding.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What keeps a column from changing its type: PostgreSQL refuses where triggers, policies, rules,
 * functions, publications or generated columns hold on to it by name. Views are not asked for here.
 */
final class ColumnHolders {
  private static final String QUERY =
      """
      SELECT DISTINCT t.relname, a.attname,
             pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid)
        FROM unnest(?::text[], ?::text[]) AS changed (tab, col)
        JOIN pg_catalog.pg_class t ON t.relname = changed.tab::name
        JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace AND n.nspname = ?::name
        JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attname = changed.col::name
        JOIN pg_catalog.pg_depend d
          ON d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
         AND d.refobjid = t.oid AND d.refobjsubid = a.attnum
       WHERE d.classid IN ('pg_catalog.pg_trigger'::pg_catalog.regclass,
                           'pg_catalog.pg_policy'::pg_catalog.regclass,
                           'pg_catalog.pg_proc'::pg_catalog.regclass,
                           'pg_catalog.pg_publication_rel'::pg_catalog.regclass)
          OR (d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
              AND EXISTS (SELECT FROM pg_catalog.pg_rewrite r
                            JOIN pg_catalog.pg_class o ON o.oid = r.ev_class
                           WHERE r.oid = d.objid AND o.relkind NOT IN ('v', 'm')))
          OR (d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
              AND EXISTS (SELECT FROM pg_catalog.pg_attrdef e
                           WHERE e.oid = d.objid
                             AND (e.adrelid <> t.oid OR e.adnum <> a.attnum)))
       ORDER BY 1, 2, 3
      """;

  private ColumnHolders() {}

  static List<Finding> find(Connection connection, String schema, List<Conversion> conversions)
      throws SQLException {
    var findings = new ArrayList<Finding>();
    if (conversions.isEmpty()) {
      return findings;
    }
    try (var statement = connection.prepareStatement(QUERY)) {
      var tables = conversions.stream().map(it -> it.place().table()).toArray();
      var columns = conversions.stream().map(it -> it.place().column()).toArray();
      statement.setArray(1, connection.createArrayOf("text", tables));
      statement.setArray(2, connection.createArrayOf("text", columns));
      statement.setString(3, schema);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          findings.add(
              Finding.refusal(
                  "unsupported",
                  rows.getString(1) + "." + rows.getString(2),
                  "changes its type, and %s holds on to it".formatted(rows.getString(3)),
                  "drop that by hand before, and make it anew afterwards"));
        }
      }
    }
    return findings;
  }
}
