package dev.slipway.engine.structure;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** How large the target's tables are, for people who have to wait for them. */
public record TableSizes(Map<String, Size> sizes) {
  public static final TableSizes UNKNOWN = new TableSizes(Map.of());

  private static final String QUERY =
      """
      SELECT t.relname, pg_catalog.pg_relation_size(t.oid), t.reltuples::bigint
        FROM pg_catalog.pg_class t
        JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
       WHERE n.nspname = ?::name AND t.relkind = 'r'
      """;

  private static final long WORTH_A_WORD = 1_000;
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

  public TableSizes {
    sizes = Map.copyOf(sizes);
  }

  static TableSizes read(Connection connection, String schema) throws SQLException {
    try (var statement = connection.prepareStatement(QUERY)) {
      statement.setString(1, schema);
      try (var rows = statement.executeQuery()) {
        var sizes = new HashMap<String, Size>();
        while (rows.next()) {
          sizes.put(rows.getString(1), new Size(rows.getLong(2), rows.getLong(3)));
        }
        return new TableSizes(sizes);
      }
    }
  }

  /** Such as {@code orders, 606 MB with about 2.0 million rows}. */
  String inWords(String table) {
    var size = sizes.get(table);
    return size == null ? table : table + ", " + size.inWords();
  }

  /**
   * Size of a table.
   *
   * @param rows as the planner guesses; negative where nobody counted yet
   */
  public record Size(long bytes, long rows) {
    String inWords() {
      var size = round(bytes, 1024, UNITS);
      if (rows < WORTH_A_WORD) {
        return size;
      }
      return size
          + " with about "
          + round(rows, 1000, "", "thousand", "million", "billion")
          + " rows";
    }

    private static String round(long number, int step, String... units) {
      double left = number;
      int unit = 0;
      while (left >= step && unit < units.length - 1) {
        left /= step;
        unit++;
      }
      var digits = left >= 10 || unit == 0 ? "%.0f" : "%.1f";
      return String.format(Locale.ROOT, digits, left) + " " + units[unit];
    }
  }
}
