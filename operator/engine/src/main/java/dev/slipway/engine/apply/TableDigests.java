package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.qualified;
import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;

import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tells tables with other values apart, many of them in one statement. In no order, since sorting
 * costs more than adding up: two hashes of each row, with seeds of their own. Of nobody's making
 * but the database's own, and so much cheaper than a digest that an adversary could not forge
 * either: who could forge this one may write to the table anyway.
 */
final class TableDigests {
  /**
   * A table of the session's schema.
   *
   * @param columns whose values count, in the order in which they do
   */
  record Part(String table, List<String> columns) {
    Part {
      columns = List.copyOf(columns);
    }

    private String query(String schema) {
      return """
      (SELECT concat_ws(' ', count(*), sum(hashtextextended(r, 0)), sum(hashtextextended(r, 1)))
         FROM (SELECT row(%s)::text COLLATE "C" AS r FROM ONLY %s AS t OFFSET 0) AS texts)"""
          .formatted(
              columns.stream().map(it -> "t." + quoted(it)).collect(joining(", ")),
              qualified(schema, table));
    }
  }

  private TableDigests() {}

  /** By the names of the tables, without the rows of those that inherit from them. */
  static SortedMap<String, String> read(TargetSession session, List<Part> parts)
      throws SQLException {
    var digests = new TreeMap<String, String>();
    if (parts.isEmpty()) {
      return digests;
    }
    var queries = parts.stream().map(it -> it.query(session.schema())).collect(joining(",\n"));
    var found = session.texts("SELECT unnest(ARRAY[%s])".formatted(queries));
    for (int i = 0; i < parts.size(); i++) {
      digests.put(parts.get(i).table(), found.get(i));
    }
    return digests;
  }
}
