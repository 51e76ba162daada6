package dev.slipway.engine.restore;

import dev.slipway.engine.finding.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * How many objects a restore takes away, and how many locks there are: all that is dropped and all
 * that is created stays locked until COMMIT.
 */
record TargetLocks(long objects, long locks) {
  private static final String COUNTS =
      """
      SELECT (SELECT count(*) FROM pg_catalog.pg_class c
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
               WHERE n.nspname = ANY (?)),
             current_setting('max_locks_per_transaction')::bigint
               * (current_setting('max_connections')::bigint
                  + current_setting('max_prepared_transactions')::bigint)
      """;

  static TargetLocks read(Connection session, List<String> schemas) throws SQLException {
    try (var statement = session.prepareStatement(COUNTS)) {
      statement.setArray(1, session.createArrayOf("text", schemas.toArray()));
      try (var answer = statement.executeQuery()) {
        answer.next();
        return new TargetLocks(answer.getLong(1), answer.getLong(2));
      }
    }
  }

  List<Finding> findings(DumpContents contents, String where) {
    long needed = objects + contents.relations();
    return needed <= locks
        ? List.of()
        : List.of(
            Finding.refusal(
                "too-few-locks",
                where,
                "it has %s locks, and the restore takes about %s".formatted(locks, needed),
                "raise max_locks_per_transaction"));
  }
}
