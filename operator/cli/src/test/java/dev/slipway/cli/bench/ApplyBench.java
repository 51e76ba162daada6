package dev.slipway.cli.bench;

import static dev.slipway.cli.bench.LockBench.execute;
import static dev.slipway.cli.bench.LockBench.sessions;

import dev.slipway.engine.apply.Migration;
import dev.slipway.engine.apply.MigrationOrder;
import dev.slipway.engine.apply.MigrationSettings;
import dev.slipway.engine.file.BuildRequest;
import dev.slipway.engine.file.MigrationFileBuilder;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.ledger.Attempt;
import dev.slipway.engine.ledger.Tenure;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Presets;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.rules.RuleParser;
import dev.slipway.testkit.Repository;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.Database;
import dev.slipway.testkit.postgres.PostgresServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.postgresql.PGConnection;

/**
 * Measures what an apply costs: how long it keeps writers out, what it takes beside a bare COPY of
 * the same rows, what it writes to the log where nothing changes, how long readers wait.
 */
final class ApplyBench {
  private static final int TABLES = 140;
  private static final int ROWS_OF_A_TABLE = 220;
  private static final int ROUNDS = 5;
  private static final String WAL = "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')";

  private final PostgresServer server;
  private final PrintStream out;
  private final long rows;
  private int runs;

  ApplyBench(PostgresServer server, PrintStream out, long rows) {
    this.server = server;
    this.out = out;
    this.rows = rows;
  }

  void run() throws SQLException, IOException, InterruptedException {
    out.println();
    out.printf("### Apply, medians of %s%n", ROUNDS);
    out.println();
    out.println("| case | first lock to COMMIT ms | apply ms | reader waited ms | WAL MB |");
    out.println("|---|---|---|---|---|");
    settings();
    orders();
  }

  private void settings() throws SQLException, InterruptedException {
    var source = server.createDatabase("apply_settings_a", "bench");
    var target = server.createDatabase("apply_settings_b", "bench");
    for (int i = 1; i <= TABLES; i++) {
      execute(source, BenchData.setting(i, ROWS_OF_A_TABLE));
      execute(target, BenchData.setting(i, ROWS_OF_A_TABLE));
    }
    settle(target);
    var drift = new StringBuilder();
    for (int i = 1; i <= TABLES; i++) {
      drift.append("UPDATE setting_%s SET title = title || '!' WHERE id %% 100 = 0;".formatted(i));
    }
    var name = "%s tables of %s rows, ".formatted(TABLES, ROWS_OF_A_TABLE);
    try (var file = MigrationFileReader.open(build(source, "Overwrite"))) {
      measure(name + "1 % changed", target, file, drift.toString(), "setting_1");
      measure(name + "nothing changed", target, file, "", "setting_1");
    }
  }

  private void orders() throws SQLException, IOException, InterruptedException {
    var source = server.createDatabase("apply_orders_a", "bench");
    var target = server.createDatabase("apply_orders_b", "bench");
    execute(source, BenchData.orders(rows));
    execute(target, BenchData.orders(rows));
    settle(target);
    var drift = "UPDATE orders SET status = 'held' WHERE id % 100 = 0";
    var name = "Upsert of %s rows, ".formatted(rows);
    var built = build(source, "Upsert");
    try (var file = MigrationFileReader.open(built)) {
      double changed = measure(name + "1 % changed", target, file, drift, "orders");
      double same = measure(name + "nothing changed", target, file, "", "orders");
      double copy = copy(target, file);
      execute(target, drift);
      long peak = peakOfProgram(built, target);
      out.println();
      out.printf(
          Locale.ROOT,
          "bare COPY of the same file into a temporary table: %.0f ms; with 1 %% changed %.2f times that,"
              + " with nothing %.2f times; `slipway apply` with 1 %% changed was resident with %s MB at most%n",
          copy,
          changed / copy,
          same / copy,
          peak);
    }
  }

  /** How long the whole of it took. */
  private double measure(
      String name, Database target, MigrationFileReader file, String drift, String table)
      throws SQLException, InterruptedException {
    var locked = new ArrayList<Double>();
    var took = new ArrayList<Double>();
    var wal = new ArrayList<Double>();
    double waited = 0;
    for (int round = 0; round <= ROUNDS; round++) {
      if (!drift.isEmpty()) {
        execute(target, drift);
      }
      var time = new LockedTime();
      var reader = new LongestWait(target, "SELECT id FROM %s LIMIT 1".formatted(table));
      var thread = Thread.ofPlatform().start(reader);
      double before = number(target, WAL);
      long began = System.nanoTime();
      apply(target, file, time);
      double millis = (System.nanoTime() - began) / 1e6;
      double after = number(target, WAL);
      reader.stop();
      thread.join();
      if (round > 0) {
        locked.add(time.millis());
        took.add(millis);
        wal.add((after - before) / 1e6);
        waited = Math.max(waited, reader.millis());
      }
    }
    out.printf(
        Locale.ROOT,
        "| %s | %.0f | %.0f | %.1f | %.2f |%n",
        name,
        Median.of(locked),
        Median.of(took),
        waited,
        Median.of(wal));
    return Median.of(took);
  }

  private void apply(Database target, MigrationFileReader file, LockedTime time) {
    var sessions = sessions(target);
    Supplier<Connection> watched = () -> time.over(sessions.open());
    var attempt = new Attempt("bench_" + ++runs, "Apply", 1, "bench");
    try (var tenure = Tenure.begin(sessions::open, attempt)) {
      new Migration(watched, MigrationSettings.of("public"), ProgressSink.NONE)
          .apply(file, new MigrationOrder(attempt, tenure.token(), null));
    }
  }

  private static double copy(Database target, MigrationFileReader file)
      throws SQLException, IOException {
    var times = new ArrayList<Double>();
    var entry = file.manifest().table("orders").orElseThrow();
    for (int round = 0; round <= ROUNDS; round++) {
      try (var session = sessions(target).open();
          var statement = session.createStatement();
          var stream = file.rows(entry)) {
        statement.execute("CREATE TEMP TABLE bare AS SELECT * FROM public.orders LIMIT 0");
        long began = System.nanoTime();
        session.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY bare FROM STDIN", stream);
        times.add((System.nanoTime() - began) / 1e6);
      }
    }
    return Median.of(times.subList(1, times.size()));
  }

  private long peakOfProgram(Path file, Database target) throws IOException, InterruptedException {
    var words =
        List.of(
            Repository.path("slipway").toString(),
            "apply",
            file.toString(),
            "--to",
            "postgresql://%s@%s:%s/%s?sslmode=disable"
                .formatted(target.user(), target.host(), target.port(), target.name()));
    return MeasuredProcess.run(
            words,
            Map.of("PGPASSWORD", target.password()),
            Scratch.folder("apply").resolve("log"),
            Set.of(0))
        .megabytes();
  }

  private static Path build(Database source, String rule) {
    var rules = RuleParser.parse("{\"userDefined\": \"%s\"}".formatted(rule));
    return MigrationFileBuilder.build(
            sessions(source),
            new BuildRequest("public", rules, Presets.generic(), Naming.PLAIN),
            Scratch.folder("apply"),
            ProgressSink.NONE)
        .path();
  }

  private void settle(Database database) throws SQLException {
    try (var session = server.superuser(database.name());
        var statement = session.createStatement()) {
      statement.execute("VACUUM ANALYZE");
      statement.execute("CHECKPOINT");
    }
  }

  private static double number(Database database, String query) throws SQLException {
    try (var session = database.connect();
        var statement = session.createStatement();
        var answer = statement.executeQuery(query)) {
      answer.next();
      return answer.getDouble(1);
    }
  }
}
