package dev.slipway.engine.apply;

import static java.util.stream.Collectors.joining;

import dev.slipway.engine.finding.Finding;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Finds rows that cannot come, since another row has a value that no two may have. */
final class UniqueClashes {
  private static final String KEYS =
      """
      SELECT c.relname, i.relname,
             ARRAY(SELECT pg_get_indexdef(x.indexrelid, n, false)
                     FROM generate_series(1, x.indnkeyatts) AS n),
             pg_get_expr(x.indpred, x.indrelid),
             coalesce(to_jsonb(x) ->> 'indnullsnotdistinct', 'false')
        FROM pg_index x
        JOIN pg_class i ON i.oid = x.indexrelid
        JOIN pg_class c ON c.oid = x.indrelid
       WHERE x.indisunique AND x.indisvalid
         AND x.indrelid IN (SELECT name::regclass FROM unnest(?::text[]) AS name)
       ORDER BY c.relname, i.relname
      """;

  private record UniqueKey(
      String table, String name, List<String> parts, String condition, boolean comparesNulls) {}

  private UniqueClashes() {}

  /**
   * @param tables those to which rows come
   */
  static List<Finding> find(TargetSession session, List<StagedTable> tables) throws SQLException {
    if (tables.isEmpty()) {
      return List.of();
    }
    var findings = new ArrayList<Finding>();
    for (var key : keys(session, tables)) {
      var table = tables.stream().filter(it -> it.table().name().equals(key.table())).findFirst();
      if (table.isPresent() && !isMatch(key, table.get())) {
        long rows = session.tried(clashing(table.get(), key)).orElse(0L);
        if (rows > 0) {
          findings.add(clash(key, rows));
        }
      }
    }
    return findings;
  }

  private static Finding clash(UniqueKey key, long rows) {
    return Finding.refusal(
        "unique-clash",
        key.table(),
        "%s of the file's rows have a value of %s (%s) that another row will have"
            .formatted(rows, key.name(), String.join(", ", key.parts())),
        "change the row that the target keeps or the file's, or match the table by this key");
  }

  /** Rows with the same values of these are the same row. */
  private static boolean isMatch(UniqueKey key, StagedTable table) {
    return key.condition().isEmpty()
        && table.table().keyColumns().size() == key.parts().size()
        && key.parts()
            .containsAll(
                table.table().keyColumns().stream().map(UniqueClashes::asPrinted).toList());
  }

  private static String asPrinted(String column) {
    return column.matches("[a-z_][a-z0-9_]*") ? column : "\"" + column.replace("\"", "\"\"") + "\"";
  }

  private static String clashing(StagedTable table, UniqueKey key) {
    var future = new FutureRows(table);
    int size = key.parts().size();
    var same =
        key.comparesNulls()
            ? "%s = %s".formatted(row(size, "c."), row(size, "k."))
            : each(size, it -> "c.%s = k.%s".formatted(it, it), " AND ");
    var comparable = key.comparesNulls() ? "true" : each(size, it -> it + " IS NOT NULL", " AND ");
    return """
    WITH coming AS (SELECT * FROM (SELECT %1$s FROM %2$s AS r%3$s) AS r WHERE %4$s)
    SELECT (SELECT count(*) FROM coming AS c
             WHERE EXISTS (SELECT FROM (SELECT %1$s FROM %5$s AS r%3$s) AS k WHERE %6$s))
         + (SELECT count(*) - count(DISTINCT %7$s) FROM coming AS c)"""
        .formatted(
            IntStream.range(0, size)
                .mapToObj(it -> key.parts().get(it) + " AS k" + it)
                .collect(joining(", ")),
            future.coming(),
            key.condition().isEmpty() ? "" : " WHERE " + key.condition(),
            comparable,
            future.staying(),
            same,
            row(size, "c."));
  }

  private static String row(int size, String prefix) {
    return "row(%s)::record".formatted(each(size, it -> prefix + it, ", "));
  }

  private static String each(int size, UnaryOperator<String> words, String between) {
    return IntStream.range(0, size).mapToObj(it -> words.apply("k" + it)).collect(joining(between));
  }

  private static List<UniqueKey> keys(TargetSession session, List<StagedTable> tables)
      throws SQLException {
    var names = tables.stream().map(it -> it.table().qualifiedName()).toArray(String[]::new);
    var keys = new ArrayList<UniqueKey>();
    try (var statement = session.connection().prepareStatement(KEYS)) {
      statement.setArray(1, session.connection().createArrayOf("text", names));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          var condition = rows.getString(4);
          keys.add(
              new UniqueKey(
                  rows.getString(1),
                  rows.getString(2),
                  Arrays.asList((String[]) rows.getArray(3).getArray()),
                  condition == null ? "" : condition,
                  rows.getBoolean(5)));
        }
      }
    }
    return keys;
  }
}
