package dev.slipway.engine.bench;

import dev.slipway.engine.catalog.CatalogReader;
import dev.slipway.engine.database.Transaction;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Measures how long a catalog takes to read, over a session that has just begun and over one that
 * has read it before. Run its main method; a server of its own goes with it.
 */
public final class CatalogBench {
  private static final int ROUNDS = 15;

  private CatalogBench() {}

  public static void main(String... arguments) throws SQLException {
    for (var installation : PostgresInstallation.all()) {
      for (int count : new int[] {140, 2000}) {
        var database = withTables(installation, count);
        System.out.println(
            "%s, %s tables: first %s ms, again %s ms"
                .formatted(
                    installation, count, median(() -> inAFreshSession(database)), again(database)));
      }
    }
  }

  /** The middle of several. */
  private static String median(Measurement measurement) throws SQLException {
    var times = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      times[i] = measurement.take().toNanos();
    }
    var sorted = IntStream.range(0, ROUNDS).mapToLong(i -> times[i]).sorted().toArray();
    return String.format(Locale.ROOT, "%.0f", sorted[ROUNDS / 2] / 1e6);
  }

  private static Duration inAFreshSession(AppDatabase database) throws SQLException {
    try (var session = database.sessions().open()) {
      return read(session);
    }
  }

  private static String again(AppDatabase database) throws SQLException {
    try (var session = database.sessions().open()) {
      read(session);
      return median(() -> read(session));
    }
  }

  private static Duration read(Connection session) throws SQLException {
    long begin = System.nanoTime();
    try (var _ = Transaction.begin(session)) {
      CatalogReader.read(session, "public");
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** In several transactions: a server has locks for some hundred new tables at once. */
  private static AppDatabase withTables(PostgresInstallation installation, int count) {
    var database = AppDatabase.fresh(installation);
    for (int from = 1; from <= count; from += 100) {
      database.run(tables(from, Math.min(count, from + 99)));
    }
    return database;
  }

  /** Like an app's: a key, a serial, references, indexes, comments; every tenth has a view. */
  private static String tables(int from, int to) {
    return """
      DO $$ BEGIN FOR i IN %s..%s LOOP
        EXECUTE format('CREATE TABLE t%%s (id bigserial PRIMARY KEY, "createdAt" timestamptz NOT NULL
          DEFAULT now(), "updatedAt" timestamptz, title varchar(255) DEFAULT ''new'', sort bigint,
          options json DEFAULT ''{}'', enabled boolean NOT NULL DEFAULT true, code text UNIQUE,
          amount numeric(10,2) CHECK (amount > 0), "createdById" bigint, "parentId" bigint,
          up bigint REFERENCES t%%s)', i, i);
        EXECUTE format('CREATE INDEX ON t%%s ("createdById")', i);
        EXECUTE format('CREATE INDEX ON t%%s ("parentId", sort)', i);
        EXECUTE format('COMMENT ON TABLE t%%s IS ''table %%s''', i, i);
        EXECUTE format('COMMENT ON COLUMN t%%s.title IS ''title %%s''', i, i);
        EXECUTE format('GRANT SELECT ON t%%s TO PUBLIC', i);
        IF i %% 10 = 0 THEN
          EXECUTE format('CREATE VIEW v%%s AS SELECT id, title FROM t%%s WHERE enabled', i, i);
        END IF;
      END LOOP; END $$"""
        .formatted(from, to);
  }

  @FunctionalInterface
  private interface Measurement {
    Duration take() throws SQLException;
  }
}
