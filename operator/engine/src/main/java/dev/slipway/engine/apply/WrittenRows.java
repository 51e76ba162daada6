package dev.slipway.engine.apply;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is to be written, beside what PostgreSQL counts: a row more or less means that a reference
 * or a rule has had its hands in it.
 */
final class WrittenRows {
  /** What was rolled back counts as well, so only differences tell. */
  private static final String COUNTED =
      """
      SELECT schemaname || '.' || relname, n_tup_ins, n_tup_upd, n_tup_del
        FROM pg_stat_xact_user_tables
       WHERE n_tup_ins + n_tup_upd + n_tup_del > 0 AND schemaname NOT LIKE 'pg\\_temp%'
         AND schemaname NOT LIKE 'slipway%'
      """;

  private static final String COUNTED_OF_ONE =
      """
      SELECT '', pg_stat_get_xact_tuples_inserted(r), pg_stat_get_xact_tuples_updated(r),
             pg_stat_get_xact_tuples_deleted(r)
        FROM CAST(? AS regclass) AS r
      """;

  private static final String FOUND =
      """
      SELECT number::text, count(*) FILTER (WHERE present IS NULL),
             count(*) FILTER (WHERE present IS NOT NULL AND coming IS NOT NULL),
             count(*) FILTER (WHERE coming IS NULL)
        FROM %s GROUP BY number"""
          .formatted(Differences.NAME);

  private final TargetSession session;
  private final Map<String, Rows> found;
  private final Map<String, Rows> before;
  private final Map<String, Rows> expected = new HashMap<>();

  private WrittenRows(TargetSession session, Map<String, Rows> found, Map<String, Rows> before) {
    this.session = session;
    this.found = found;
    this.before = before;
  }

  static WrittenRows begin(TargetSession session, List<StagedTable> tables) throws SQLException {
    var written = new WrittenRows(session, read(session, FOUND), read(session, COUNTED));
    tables.forEach(it -> written.expected.put(written.name(it), written.found(it)));
    return written;
  }

  Rows found(StagedTable table) {
    return found.getOrDefault(Integer.toString(table.number()), Rows.NONE);
  }

  long foundInAll() {
    return found.values().stream().mapToLong(it -> it.added + it.changed + it.removed).sum();
  }

  Rows countOf(StagedTable table) throws SQLException {
    return read(session, COUNTED_OF_ONE, table.table().qualifiedName()).getOrDefault("", Rows.NONE);
  }

  /** An update that was rolled back: the rows go and come back instead. */
  void replace(StagedTable table, Rows countBefore) throws SQLException {
    var attempted = countOf(table).minus(countBefore);
    before.merge(name(table), attempted, Rows::plus);
    long changed = found(table).changed();
    expected.merge(name(table), new Rows(changed, -changed, changed), Rows::plus);
  }

  void requireNothingElse() throws SQLException, ReferencesInterfere {
    var after = read(session, COUNTED);
    var others = new TreeSet<String>();
    Stream.concat(after.keySet().stream(), expected.keySet().stream())
        .filter(it -> !Objects.equals(written(it, after), expected.getOrDefault(it, Rows.NONE)))
        .forEach(others::add);
    if (!others.isEmpty()) {
      throw new ReferencesInterfere(String.join(", ", others));
    }
  }

  private Rows written(String table, Map<String, Rows> after) {
    return after.getOrDefault(table, Rows.NONE).minus(before.getOrDefault(table, Rows.NONE));
  }

  private String name(StagedTable table) {
    return session.schema() + "." + table.table().name();
  }

  private static Map<String, Rows> read(TargetSession session, String query, Object... parameters)
      throws SQLException {
    var rowsByName = new HashMap<String, Rows>();
    try (var statement = session.connection().prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          rowsByName.put(
              rows.getString(1), new Rows(rows.getLong(2), rows.getLong(3), rows.getLong(4)));
        }
      }
    }
    return rowsByName;
  }

  static EngineException failure(ReferencesInterfere e) {
    return new EngineException(
        FailureCode.OTHER_TABLES_TOUCHED,
        "other rows were written than those that differ: a rule or a reference of the database writes to "
            + e.getMessage());
  }

  /** Rows of one table, by what is done to them. */
  record Rows(long added, long changed, long removed) {
    static final Rows NONE = new Rows(0, 0, 0);

    Rows plus(Rows other) {
      return new Rows(added + other.added, changed + other.changed, removed + other.removed);
    }

    Rows minus(Rows other) {
      return new Rows(added - other.added, changed - other.changed, removed - other.removed);
    }
  }
}
