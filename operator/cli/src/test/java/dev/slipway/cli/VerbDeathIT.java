package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.slipway.testkit.Await;
import dev.slipway.testkit.postgres.Database;
import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Verbs that are killed leave nothing that could be taken for their end, and work the next time.
 */
class VerbDeathIT {
  private static final String OTHER_SESSIONS =
      """
      SELECT count(*) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()
      """;
  private static final String PROOFS =
      "SELECT count(*) FROM pg_database d WHERE datname LIKE 'slipway\\_proof\\_%'"
          + " AND shobj_description(d.oid, 'pg_database') LIKE '%/%'";
  private static final String IN_PROOFS =
      "SELECT count(*) FROM pg_stat_activity WHERE datname LIKE 'slipway\\_proof\\_%'";
  private static final String WRITING =
      "SELECT count(*) FROM pg_stat_progress_copy WHERE command = 'COPY FROM'"
          + " AND datname = current_database() AND tuples_processed > 0";
  private static final String WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted";

  @TempDir private Path folder;
  private CommandLineBench shell;
  private Path store;
  private PostgresServer server;
  private Database database;

  @BeforeEach
  void aDatabase() throws SQLException {
    var able =
        PostgresInstallation.all().stream()
            .filter(it -> it.program("pg_dump").isPresent())
            .findFirst();
    assumeThat(able).as("a PostgreSQL server with pg_dump beside it").isPresent();
    shell = new CommandLineBench(folder);
    store = folder.resolve("store");
    server = PostgresServer.shared(able.orElseThrow());
    database = server.freshDatabase();
  }

  @Test
  void aBackupLeavesNoObjectAndNoSession() throws Exception {
    manyLines();
    var words = backup();
    try (var verb = VerbProcess.start(folder, words)) {
      verb.killOnce("bytes on their way", () -> !files().isEmpty());
    }
    awaitNobodyElse(database);

    assertThat(files()).allMatch(it -> it.startsWith(".slipway-unfinished-"));
    var again = shell.run(words);

    assertThat(again.status()).as(again.errors()).isZero();
    assertThat(shell.run("verify", again.output(), "--in", "dir:" + store).status()).isZero();
  }

  @Test
  void aProofLeavesADatabaseThatTheNextOneTakesAway() throws Exception {
    manyLines();
    mayCreateDatabases(database);
    var location = shell.run(backup()).output();
    String[] words = {
      "verify",
      location,
      "--in",
      "dir:" + store,
      "--scratch",
      CommandLineBench.url(database),
      "--password-file",
      shell.passwordFile(database)
    };
    try (var verb = VerbProcess.start(folder, words)) {
      verb.killOnce("a database that it restores to", () -> is(database, PROOFS, "1"));
    }
    Await.until("its sessions' end", VerbProcess.LIMIT, () -> is(database, IN_PROOFS, "0"));

    var again = shell.run(words);

    assertThat(again.status()).as(again.errors()).isZero();
    assertThat(CommandLineBench.read(database, PROOFS)).isEqualTo("0");
  }

  @Test
  void aCheckpointIsThereWholeOrNotAtAll() throws Exception {
    CommandLineBench.execute(
        database,
        "CREATE TABLE pages (name text PRIMARY KEY, body text); INSERT INTO pages VALUES ('a', 'b')");
    String[] words = {
      "checkpoint",
      "--from",
      CommandLineBench.url(database),
      "--password-file",
      shell.passwordFile(database),
      "--to",
      "dir:" + store,
      "-m",
      "before",
      "--rules",
      shell.file("rules.yaml", "tables: [{tables: [pages], rule: Overwrite}]")
    };
    try (var hold = database.connect();
        var statement = hold.createStatement()) {
      hold.setAutoCommit(false);
      statement.execute("LOCK TABLE pages IN ACCESS EXCLUSIVE MODE");
      try (var verb = VerbProcess.start(folder, words)) {
        verb.killOnce("its rows being read", () -> !is(database, WAITING, "0"));
      }
    }
    awaitNobodyElse(database);

    assertThat(shell.run("list", "dir:" + store).output()).doesNotContain("checkpoint");
    var again = shell.run(words);

    assertThat(again.status()).as(again.errors()).isZero();
    assertThat(shell.run("list", "dir:" + store).output()).contains("checkpoint", "before");
  }

  @Test
  void aTableComesBackWholeOrNotAtAll() throws Exception {
    manyLines();
    var location = shell.run(backup()).output();
    var target = server.freshDatabase();
    String[] words = {
      "restore",
      location,
      "--in",
      "dir:" + store,
      "--to",
      CommandLineBench.url(target),
      "--password-file",
      shell.passwordFile(target),
      "--table",
      "public.lines"
    };
    try (var verb = VerbProcess.start(folder, words)) {
      verb.killOnce("its rows being written", () -> is(target, WRITING, "1"));
    }
    awaitNobodyElse(target);

    assertThat(CommandLineBench.read(target, "SELECT to_regclass('lines') IS NULL")).isEqualTo("t");
    var again = shell.run(words);

    assertThat(again.status()).as(again.errors()).isZero();
    assertThat(CommandLineBench.read(target, "SELECT count(*) FROM lines")).isEqualTo("1000000");
  }

  private void mayCreateDatabases(Database whose) throws SQLException {
    try (var session = server.superuser();
        var statement = session.createStatement()) {
      statement.execute("ALTER ROLE " + whose.user() + " CREATEDB");
    }
  }

  private void manyLines() throws SQLException {
    CommandLineBench.execute(
        database,
        "CREATE TABLE lines AS SELECT i, md5(i::text) FROM generate_series(1, 1000000) i");
  }

  private String[] backup() throws IOException {
    return new String[] {
      "backup",
      "--from",
      CommandLineBench.url(database),
      "--password-file",
      shell.passwordFile(database),
      "--to",
      "dir:" + store
    };
  }

  private static void awaitNobodyElse(Database database) {
    Await.until(
        "the end of what it had started",
        VerbProcess.LIMIT,
        () -> is(database, OTHER_SESSIONS, "0"));
  }

  private static boolean is(Database database, String query, String expected) {
    try {
      return CommandLineBench.read(database, query).equals(expected);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> files() {
    if (!Files.exists(store)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(store)) {
      return all.filter(Files::isRegularFile).map(it -> it.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
