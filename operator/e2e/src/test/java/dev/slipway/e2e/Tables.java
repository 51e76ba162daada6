package dev.slipway.e2e;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is in a database of the example, read in its own server.
 *
 * @param configuration the rows of the tables that development owns, as far as there are such
 * @param business the rows of the tables that each environment owns
 * @param fingerprints a line for each table, its columns, and each sequence
 */
record Tables(
    Map<String, Set<String>> configuration,
    Map<String, Set<String>> business,
    List<String> fingerprints) {
  /** The checksum is over all rows. */
  private static final String FINGERPRINTS =
      """
      SELECT relname, md5(query_to_xml(
               format('SELECT t::text FROM %s t ORDER BY t::text COLLATE "C"', oid::regclass),
               true, false, '')::text)
        FROM pg_class
       WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
       UNION ALL
      SELECT 'columns of ' || table_name, string_agg(
               format('%s %s %s %s', column_name, data_type, is_nullable, column_default),
               ', ' ORDER BY ordinal_position)
        FROM information_schema.columns WHERE table_schema = 'public' GROUP BY table_name
       UNION ALL
      SELECT 'sequence ' || sequencename, last_value::text
        FROM pg_sequences WHERE schemaname = 'public'
       ORDER BY 1
      """;

  private static final Map<String, String> CONFIGURATION =
      Map.of("pages", "*", "roles", "*", "role_rights", "*", "settings", "*", "menu_entries", "*");

  /** By the columns that staging and production have before the first release. */
  private static final Map<String, String> BUSINESS =
      Map.of("customers", "id, \"displayName\", \"createdAt\"", "orders", "*", "uploads", "*");

  private static final String NAMES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";

  static Tables of(SampleApp app) {
    return new Tables(rows(app, CONFIGURATION), rows(app, BUSINESS), app.sql(FINGERPRINTS));
  }

  /** Rows of business that were there and are not any more, or not as they were. */
  Set<String> lostIn(Tables later) {
    var lost = new TreeSet<String>();
    business.forEach(
        (table, rows) ->
            rows.stream()
                .filter(row -> !later.business.getOrDefault(table, Set.of()).contains(row))
                .forEach(lost::add));
    return lost;
  }

  private static Map<String, Set<String>> rows(SampleApp app, Map<String, String> columns) {
    var rows = new TreeMap<String, Set<String>>();
    for (var table : app.sql(NAMES)) {
      if (columns.containsKey(table)) {
        var query = "SELECT t::text FROM (SELECT " + columns.get(table) + " FROM " + table + ") t";
        rows.put(table, new TreeSet<>(app.sql(query)));
      }
    }
    return rows;
  }
}
