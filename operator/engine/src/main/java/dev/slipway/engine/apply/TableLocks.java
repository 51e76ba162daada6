package dev.slipway.engine.apply;

import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.SqlIdentifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Locks all tables of a migration in one statement and in the order of their names, or none. Who
 * waits for a lock holds up everybody behind, so it gives up its place soon and comes back.
 */
final class TableLocks {
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String DEADLOCK_DETECTED = "40P01";
  private static final Set<String> WORTH_ANOTHER_TRY =
      Set.of(LOCK_NOT_AVAILABLE, DEADLOCK_DETECTED);

  /** Longer than deadlock_timeout, or autovacuum would never give way. */
  private static final String TURN = "SET LOCAL lock_timeout = '3s'";

  private final Connection transaction;
  private final String schema;
  private final Duration patience;

  TableLocks(Connection transaction, String schema, Duration patience) {
    this.transaction = transaction;
    this.schema = schema;
    this.patience = patience;
  }

  /** Readers go on, writers wait. */
  void keepWritersOut(Collection<String> tables) throws SQLException {
    lock(tables, "SHARE ROW EXCLUSIVE MODE");
  }

  /** Without queueing: behind us every reader would wait. */
  void keepReadersOut(Collection<String> tables) throws SQLException {
    lock(tables, "ACCESS EXCLUSIVE MODE NOWAIT");
  }

  private void lock(Collection<String> tables, String mode) throws SQLException {
    if (tables.isEmpty()) {
      return;
    }
    var names =
        tables.stream()
            .sorted()
            .map(it -> "ONLY " + SqlIdentifier.qualified(schema, it))
            .collect(joining(", "));
    long deadline = System.nanoTime() + patience.toNanos();
    while (!lockedOnce("LOCK TABLE %s IN %s".formatted(names, mode), deadline)) {
      LockSupport.parkNanos(Duration.ofMillis(random(20, 200)).toNanos());
    }
  }

  /** What was locked before stays locked. */
  private boolean lockedOnce(String lock, long deadline) throws SQLException {
    var before = transaction.setSavepoint();
    try (var statement = transaction.createStatement()) {
      statement.execute(TURN);
      statement.execute(lock);
      transaction.releaseSavepoint(before);
      return true;
    } catch (SQLException e) {
      if (!WORTH_ANOTHER_TRY.contains(e.getSQLState()) || System.nanoTime() - deadline > 0) {
        throw e;
      }
      transaction.rollback(before);
      return false;
    }
  }

  private static int random(int from, int to) {
    return ThreadLocalRandom.current().nextInt(from, to);
  }
}
