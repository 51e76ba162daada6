package dev.slipway.cli.bench;

import dev.slipway.engine.apply.Migration;
import dev.slipway.engine.apply.MigrationOrder;
import dev.slipway.engine.apply.MigrationSettings;
import dev.slipway.engine.database.DatabaseLogin;
import dev.slipway.engine.database.Password;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.database.TlsMode;
import dev.slipway.engine.file.BuildRequest;
import dev.slipway.engine.file.MigrationFileBuilder;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.ledger.Attempt;
import dev.slipway.engine.ledger.Tenure;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Presets;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.rules.RuleParser;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.Database;
import dev.slipway.testkit.postgres.PostgresServer;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.Locale;

/**
 * Holds what a preview foretells of a table that is altered against how long a reader of it really
 * had to wait.
 */
final class LockBench {
  /** A change of structure of the large table, and what the rules have to say about it. */
  private enum Case {
    INT_TO_BIGINT("integer to bigint", "ALTER TABLE orders ALTER amount TYPE bigint", "{}"),
    TEXT_TO_INT(
        "text to integer, by USING",
        "ALTER TABLE orders ALTER number TYPE integer USING number::integer",
        """
        {"casts": [{"column": "orders.number", "using": "number::integer"}]}"""),
    NARROWER("varchar(80) to varchar(60)", "ALTER TABLE orders ALTER note TYPE varchar(60)", "{}"),
    REFERENCE(
        "new foreign key",
        "ALTER TABLE orders ADD FOREIGN KEY (customer) REFERENCES customers",
        "{}"),
    UNIQUE("new unique key", "ALTER TABLE orders ADD UNIQUE (code)", "{}");

    private final String words;
    private final String change;
    private final String rules;

    Case(String words, String change, String rules) {
      this.words = words;
      this.change = change;
      this.rules = rules;
    }
  }

  private final PostgresServer server;
  private final PrintStream out;
  private final long rows;

  LockBench(PostgresServer server, PrintStream out, long rows) {
    this.server = server;
    this.out = out;
    this.rows = rows;
  }

  void run() throws SQLException, InterruptedException {
    out.println();
    out.printf("### How long readers of an altered table wait, %s rows and two indexes%n", rows);
    out.println();
    out.println("| change | foretold ms | a reader waited ms | ratio | preview took ms |");
    out.println("|---|---|---|---|---|");
    for (var each : Case.values()) {
      measure(each);
    }
  }

  private void measure(Case each) throws SQLException, InterruptedException {
    var name = each.name().toLowerCase(Locale.ROOT);
    var source = server.createDatabase("source_" + name, "bench");
    var target = server.createDatabase("target_" + name, "bench");
    execute(source, tables(0) + each.change);
    execute(target, tables(rows));
    execute(target, "VACUUM ANALYZE orders");
    var sessions = sessions(target);
    try (var file = file(source, each.rules)) {
      var migration =
          new Migration(
              sessions::open,
              MigrationSettings.of("public").withDestructive(true),
              ProgressSink.NONE);
      long began = System.nanoTime();
      var preview = migration.preview(file);
      double took = (System.nanoTime() - began) / 1e6;
      var foretold =
          preview.impacts().stream()
              .filter(it -> it.table().equals("orders"))
              .findFirst()
              .orElseThrow()
              .waitMillis();
      var reader = new LongestWait(target, "SELECT id FROM orders LIMIT 1");
      var thread = Thread.ofPlatform().start(reader);
      apply(migration, sessions, file);
      reader.stop();
      thread.join();
      out.printf(
          Locale.ROOT,
          "| %s | %s | %.0f | %.2f | %.0f |%n",
          each.words,
          foretold,
          reader.millis(),
          foretold / reader.millis(),
          took);
    }
  }

  private static void apply(Migration migration, Sessions sessions, MigrationFileReader file) {
    var attempt = new Attempt("bench", "Apply", 1, "bench");
    try (var tenure = Tenure.begin(sessions::open, attempt)) {
      migration.apply(file, new MigrationOrder(attempt, tenure.token(), null));
    }
  }

  private static String tables(long rows) {
    return """
    CREATE TABLE customers (id bigint PRIMARY KEY, name text);
    INSERT INTO customers SELECT i, 'customer ' || i FROM generate_series(1, greatest(%1$s / 20, 1)) AS i;
    CREATE TABLE orders (
      id bigint PRIMARY KEY, amount integer, number text, code text, customer bigint,
      note varchar(80), created timestamptz);
    INSERT INTO orders
    SELECT i, i %% 1000, (i %% 100000)::text, md5(i::text), 1 + i %% greatest(%1$s / 20, 1),
           'left at ' || md5((i + 1)::text), timestamptz '2026-01-01' + i * interval '7 s'
      FROM generate_series(1::bigint, %1$s) AS i;
    CREATE INDEX orders_created ON orders (created);
    """
        .formatted(rows);
  }

  private static MigrationFileReader file(Database source, String rules) {
    var built =
        MigrationFileBuilder.build(
            sessions(source),
            new BuildRequest("public", RuleParser.parse(rules), Presets.generic(), Naming.PLAIN),
            Scratch.folder("locks"),
            ProgressSink.NONE);
    return MigrationFileReader.open(built.path(), built.digest());
  }

  static Sessions sessions(Database database) {
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
}
