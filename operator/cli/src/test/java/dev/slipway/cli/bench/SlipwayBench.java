package dev.slipway.cli.bench;

import dev.slipway.engine.catalog.CatalogReader;
import dev.slipway.engine.database.DatabaseLogin;
import dev.slipway.engine.database.Password;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.database.TlsMode;
import dev.slipway.testkit.Repository;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.Database;
import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.postgres.PostgresServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Measures the built program against PostgreSQL's own tools, on a throwaway server. Sizes come from
 * the environment: {@code SLIPWAY_BENCH_ROWS}, {@code SLIPWAY_BENCH_ROUNDS} and others.
 */
public final class SlipwayBench implements AutoCloseable {
  private static final int SETTINGS = 140;
  private static final int ROWS_OF_A_SETTING = 200;
  private static final int MANY = 2000;
  private static final int LINES = 10;
  private static final int CATALOG_READS = 12;

  private final long rows = number("SLIPWAY_BENCH_ROWS", 200_000);
  private final int rounds = (int) number("SLIPWAY_BENCH_ROUNDS", 3);
  private final PrintStream out = System.out;
  private final Path folder = Scratch.folder("bench");
  private final PostgresInstallation installation;
  private final PostgresServer server;
  private final Database owner;

  private SlipwayBench() throws SQLException {
    installation =
        PostgresInstallation.all().stream()
            .filter(it -> it.program("pg_dump").isPresent() && it.program("psql").isPresent())
            .reduce((_, later) -> later)
            .orElseThrow(() -> new IllegalStateException("no pg_dump and psql are installed"));
    server =
        PostgresServer.options(installation)
            .with("shared_buffers", "1GB")
            .with("max_wal_size", "8GB")
            .with("autovacuum", "off")
            .start();
    owner = server.createDatabase("bench_a", "bench");
  }

  /** Prints Markdown; takes {@code merge} for that part alone. */
  public static void main(String[] arguments)
      throws SQLException, IOException, InterruptedException {
    try (var bench = new SlipwayBench()) {
      bench.out.printf(
          Locale.ROOT,
          "%s rows, %s rounds, %s, %s cores, Java %s%n",
          bench.rows,
          bench.rounds,
          bench.installation,
          Runtime.getRuntime().availableProcessors(),
          Runtime.version().feature());
      if (!List.of(arguments).equals(List.of("merge"))) {
        bench.catalogs();
        bench.rows();
        bench.backups();
        new ApplyBench(bench.server, bench.out, number("SLIPWAY_BENCH_UPSERTED_ROWS", 120_000))
            .run();
        new LockBench(bench.server, bench.out, number("SLIPWAY_BENCH_LOCKED_ROWS", 1_000_000))
            .run();
      }
      new MergeContest(
              bench.server, bench.rounds, number("SLIPWAY_BENCH_MERGED_ROWS", 280_000), bench.out)
          .run();
    }
  }

  @Override
  public void close() {
    server.close();
  }

  private void catalogs() throws SQLException, IOException, InterruptedException {
    out.println();
    out.println("### Catalog");
    out.println();
    out.println("| tables | first ms | median ms | pg_dump --schema-only ms |");
    out.println("|---|---|---|---|");
    for (int tables : new int[] {SETTINGS, MANY}) {
      var database = server.createDatabase("catalog_" + tables, "bench");
      for (int i = 1; i <= tables; i++) {
        execute(database, BenchData.setting(i, 0));
      }
      settle(database);
      catalog(database, tables);
    }
  }

  private void catalog(Database database, int tables)
      throws SQLException, IOException, InterruptedException {
    var times = new ArrayList<Double>();
    for (int i = 0; i < CATALOG_READS; i++) {
      try (var session = sessions(database).open()) {
        session.setAutoCommit(false);
        long began = System.nanoTime();
        var found = CatalogReader.read(session, "public").tables().size();
        times.add((System.nanoTime() - began) / 1e6);
        if (found != tables) {
          throw new IllegalStateException("the catalog has " + found + " tables");
        }
      }
    }
    var dumps = new ArrayList<Double>();
    for (int i = 0; i < rounds; i++) {
      dumps.add(
          1e3
              * run(
                  Set.of(0),
                  program("pg_dump"),
                  "--schema-only",
                  "-f",
                  "/dev/null",
                  url(database)));
    }
    out.printf(
        Locale.ROOT,
        "| %s | %.0f | %.0f | %.0f |%n",
        tables,
        times.getFirst(),
        Median.of(times.subList(CATALOG_READS / 3, CATALOG_READS)),
        Median.of(dumps));
  }

  private void rows() throws SQLException, IOException, InterruptedException {
    var a = owner;
    execute(a, BenchData.orders(rows));
    for (int i = 1; i <= LINES; i++) {
      execute(a, BenchData.lines(i, rows / 40));
    }
    for (int i = 1; i <= SETTINGS; i++) {
      execute(a, BenchData.setting(i, ROWS_OF_A_SETTING));
    }
    settle(a);
    var b = copyOf(a);
    execute(b, BenchData.drift(rows));
    settle(b);
    orders(a);
    builds(a);
    diffs(a, b);
  }

  private void backups() throws SQLException, IOException, InterruptedException {
    var empty = server.createDatabase("bench_empty", "bench");
    new BackupContest(installation, owner, empty, rounds, out).run();
    try (var session = server.superuser();
        var statement = session.createStatement()) {
      statement.execute("ALTER ROLE bench CREATEDB");
    }
    new RestoreContest(installation, owner, rounds, out).run();
  }

  private void builds(Database database) throws IOException, InterruptedException {
    var rules = Files.writeString(folder.resolve("rules.yaml"), "userDefined: Overwrite\n");
    contest("Build against pg_dump, all rows of all tables")
        .with(
            "pg_dump -Fc -Z1",
            program("pg_dump"),
            "-Fc",
            "-Z1",
            "-f",
            folder.resolve("dump").toString(),
            url(database))
        .with(
            "slipway build",
            slipway(),
            "build",
            "--from",
            url(database),
            "--rules",
            rules.toString(),
            "-o",
            file())
        .run(rounds, Set.of(0), out);
    out.println();
    out.printf(
        "sizes: dump %s MB, migration file %s MB%n",
        Files.size(folder.resolve("dump")) >> 20, Files.size(Path.of(file())) >> 20);
  }

  /** Most of what a build costs the server. */
  private void orders(Database database) throws IOException, InterruptedException {
    contest("The large table in an order, thrown away")
        .with("as it lies", "bash", "-c", thrownAway(database, "", ""))
        .with("by its key", "bash", "-c", thrownAway(database, "ORDER BY id", ""))
        .with(
            "by the key's text",
            "bash",
            "-c",
            thrownAway(database, "ORDER BY id::text COLLATE \\\"C\\\"", ""))
        .with(
            "by the key's text, more work_mem",
            "bash",
            "-c",
            thrownAway(
                database, "ORDER BY id::text COLLATE \\\"C\\\"", "PGOPTIONS='-c work_mem=64MB' "))
        .run(rounds, Set.of(0), out);
  }

  private String thrownAway(Database database, String order, String settings) {
    var query = "COPY (SELECT * FROM orders " + order + ") TO STDOUT";
    return settings + psql(database, query) + " > /dev/null";
  }

  private void diffs(Database a, Database b) throws IOException, InterruptedException {
    var ordered = "COPY (SELECT * FROM orders ORDER BY id) TO STDOUT";
    var hashed = "SELECT count(*), sum(hashtextextended(t::text, 0)) FROM orders AS t";
    contest("The large table of two databases, one row in a hundred changed")
        .with("psql COPY, diff", "bash", "-c", both("diff", a, b, ordered))
        .with("psql hash aggregate, cmp", "bash", "-c", both("cmp", a, b, hashed))
        .with("slipway diff", slipway(), "diff", "--only", "orders", url(a), url(b))
        .with("slipway diff of a file", slipway(), "diff", "--only", "orders", file(), url(b))
        .run(rounds, Set.of(0, 1), out);
    contest("All tables of two databases")
        .with("slipway diff", slipway(), "diff", url(a), url(b))
        .with("slipway diff, equal", slipway(), "diff", url(a), url(a))
        .run(rounds, Set.of(0, 1), out);
  }

  private String both(String program, Database a, Database b, String query) {
    return "%s <(%s) <(%s)".formatted(program, psql(a, query), psql(b, query));
  }

  private String psql(Database database, String query) {
    return "%s -Atc \"%s\" \"%s\"".formatted(program("psql"), query, url(database));
  }

  private Contest contest(String title) {
    return new Contest(title, environment(), folder.resolve("log"));
  }

  private Database copyOf(Database database) throws SQLException {
    try (var session = server.superuser();
        var statement = session.createStatement()) {
      statement.execute("CREATE DATABASE bench_b TEMPLATE bench_a OWNER bench");
    }
    return new Database(
        database.host(), database.port(), "bench_b", database.user(), database.password());
  }

  /** Of the system's own tables too: it is done here and not at some time during a run. */
  private void settle(Database database) throws SQLException {
    try (var session = server.superuser(database.name());
        var statement = session.createStatement()) {
      statement.execute("VACUUM ANALYZE");
    }
  }

  private double run(Set<Integer> fine, String... words) throws IOException, InterruptedException {
    return MeasuredProcess.run(List.of(words), environment(), folder.resolve("log"), fine)
        .seconds();
  }

  private Map<String, String> environment() {
    return Map.of("PGPASSWORD", owner.password());
  }

  private String program(String name) {
    return installation.program(name).orElseThrow().toString();
  }

  private static String slipway() {
    return Repository.path("slipway").toString();
  }

  private String file() {
    return folder.resolve("bench.slipway").toString();
  }

  static String url(Database database) {
    return "postgresql://%s@%s:%s/%s?sslmode=disable"
        .formatted(database.user(), database.host(), database.port(), database.name());
  }

  private static Sessions sessions(Database database) {
    return new Sessions(
        new DatabaseLogin(
            database.host(),
            database.port(),
            database.name(),
            database.user(),
            new Password(database.password()),
            TlsMode.DISABLE,
            null));
  }

  static void execute(Database database, String sql) throws SQLException {
    try (var session = database.connect();
        var statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long number(String variable, long otherwise) {
    var text = System.getenv(variable);
    return text == null ? otherwise : Long.parseLong(text);
  }
}
