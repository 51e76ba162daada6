package dev.slipway.engine.apply;

import static java.util.stream.Collectors.joining;

import java.sql.SQLException;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tells whether anybody wrote to tables between two looks, for little more than counting their
 * rows: a row that is written gets another place or another writer, and no two have both in common.
 */
final class RowVersions {
  private RowVersions() {}

  /**
   * By their names, all in one statement.
   *
   * @param tables by their qualified names
   */
  static SortedMap<String, String> read(TargetSession session, Collection<String> tables)
      throws SQLException {
    var versions = new TreeMap<String, String>();
    if (tables.isEmpty()) {
      return versions;
    }
    var names = new TreeSet<>(tables);
    var queries = names.stream().map(RowVersions::query).collect(joining(",\n"));
    var found = session.texts("SELECT unnest(ARRAY[%s])".formatted(queries)).iterator();
    names.forEach(it -> versions.put(it, found.next()));
    return versions;
  }

  private static String query(String table) {
    return """
    (SELECT concat_ws(' ', count(*), sum(hashtidextended(ctid, xmin::text::bigint)))
       FROM ONLY %s)"""
        .formatted(table);
  }
}
