package dev.slipway.engine.apply;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * How much of a table there is, without what inherits from it.
 *
 * @param rows as the planner guesses; negative where nobody counted yet
 */
record TableExtent(long bytes, long rows) {
  static final TableExtent NONE = new TableExtent(0, 0);

  private static final long PAGE_BYTES = 8192;
  private static final String OF_SCHEMA =
      """
      SELECT t.relname, pg_relation_size(t.oid),
             CASE WHEN t.relpages > 0 AND t.reltuples >= 0
                  THEN t.reltuples * (pg_relation_size(t.oid) / current_setting('block_size')::int) / t.relpages
                  ELSE -1 END::bigint
        FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace
       WHERE n.nspname = ?::name AND t.relkind = 'r'
      """;

  static Map<String, TableExtent> read(TargetSession session) throws SQLException {
    var extents = new HashMap<String, TableExtent>();
    try (var statement = session.connection().prepareStatement(OF_SCHEMA)) {
      statement.setString(1, session.schema());
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          extents.put(rows.getString(1), new TableExtent(rows.getLong(2), rows.getLong(3)));
        }
      }
    }
    return extents;
  }

  long pages() {
    return (bytes + PAGE_BYTES - 1) / PAGE_BYTES;
  }

  TableExtent and(TableExtent other) {
    return new TableExtent(bytes + other.bytes, rows + other.rows);
  }
}
