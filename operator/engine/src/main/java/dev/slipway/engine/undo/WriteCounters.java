package dev.slipway.engine.undo;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How often rows of each table were written, as the server counts it, with what tells whether it
 * counts still the same way. A session is counted once it has ended, so others have to be gone.
 *
 * @param counting since when: another start of the server, or a reset, began anew
 * @param tables by their names: counts, and where the rows lie, since to empty a table is no write
 */
public record WriteCounters(String counting, SortedMap<String, String> tables) {
  private static final String COUNTING =
      """
      SELECT concat_ws(' ', pg_postmaster_start_time(), stats_reset)
        FROM pg_stat_database WHERE datname = current_database()
      """;

  /** With what this transaction has written itself, which is counted after its end. */
  private static final String TABLES =
      """
      SELECT c.relname,
             concat_ws(' ', s.n_tup_ins + pg_stat_get_xact_tuples_inserted(c.oid),
                            s.n_tup_upd + pg_stat_get_xact_tuples_updated(c.oid),
                            s.n_tup_del + pg_stat_get_xact_tuples_deleted(c.oid), c.relfilenode)
        FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid
       WHERE s.schemaname = ?
      """;

  public WriteCounters {
    tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
  }

  /** As of now, at the end of a transaction. */
  public static WriteCounters read(Connection transaction, String schema) throws SQLException {
    try (var fresh = transaction.createStatement()) {
      fresh.execute("SELECT pg_stat_clear_snapshot()");
    }
    var tables = new TreeMap<String, String>();
    try (var statement = transaction.prepareStatement(TABLES)) {
      statement.setString(1, schema);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          tables.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    try (var statement = transaction.createStatement();
        var row = statement.executeQuery(COUNTING)) {
      row.next();
      return new WriteCounters(row.getString(1), tables);
    }
  }

  /** Less these tables, whatever becomes of them: they are as if they had never been written to. */
  public WriteCounters without(Set<String> others) {
    var minded = new TreeMap<>(tables);
    others.stream().filter(minded::containsKey).forEach(it -> minded.put(it, ""));
    return new WriteCounters(counting, minded);
  }

  /**
   * What may have been written to between these and later counts, in words; nothing where nobody
   * wrote.
   */
  public List<String> writtenUntil(WriteCounters later) {
    if (!counting.equals(later.counting)) {
      return List.of("any table: the server was started again, or its statistics were reset");
    }
    var names = new TreeSet<>(tables.keySet());
    names.addAll(later.tables.keySet());
    var written = new ArrayList<String>();
    for (var name : names) {
      var before = tables.get(name);
      var now = later.tables.get(name);
      if (!"".equals(before) && !String.valueOf(before).equals(now)) {
        written.add(name);
      }
    }
    return List.copyOf(written);
  }
}
