package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.ExitCode;
import dev.slipway.testkit.postgres.Database;
import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept in a store, as somebody at a shell sees it. */
class KeepingIT {
  private static final String TABLES =
      "CREATE TABLE pages (name text PRIMARY KEY, body text);"
          + "CREATE TABLE orders (id int PRIMARY KEY);"
          + "INSERT INTO pages VALUES ('home', 'first'); INSERT INTO orders VALUES (1)";

  @TempDir private Path folder;
  private CommandLineBench shell;
  private PostgresServer server;
  private Database database;
  private String store;
  private String rules;

  @BeforeEach
  void anApp() throws IOException, SQLException {
    shell = new CommandLineBench(folder);
    server = PostgresServer.shared(withClients());
    database = server.freshDatabase();
    CommandLineBench.execute(database, TABLES);
    store = "dir:" + folder.resolve("store");
    rules = shell.file("rules.yaml", "tables: [{tables: [pages], rule: Overwrite}]");
  }

  @Test
  void backupsAreListedPrunedAndPinned() throws IOException {
    var first = backup();
    var second = backup();
    var third = backup();
    shell.run("prune", store, "--pin", first);

    var listed = shell.run("list", store);
    var json = shell.run("list", store, "--output", "json");
    var planned = shell.run("prune", store, "--keep-last", "1", "--dry-run");
    var still = shell.run("list", store);
    var pruned = shell.run("prune", store, "--keep-last", "1");

    assertThat(listed.output().lines().filter(it -> it.contains("checksum 2"))).hasSize(3);
    assertThat(listed.output()).contains(first + "  (pinned)");
    assertThat(json.output()).contains("\"kind\" : \"Backup\"", "\"how\" : \"Checksum\"", second);
    assertThat(planned.output())
        .contains("keep   " + first + ": pinned")
        .contains("remove " + second + ": not one of the newest 1 backups")
        .contains("keep   " + third + ": the newest one, the newest that was verified");
    assertThat(still).isEqualTo(listed);
    assertThat(pruned.status()).as(pruned.errors()).isEqualTo(ExitCode.DONE.status());
    assertThat(pruned.output()).contains("removed 1, ", "left 0");
    assertThat(shell.run("list", store).output()).contains(first, third).doesNotContain(second);
  }

  @Test
  void aReferenceThatIsWrittenWronglyProtectsNothingAndIsRefused() throws IOException {
    var first = backup();
    backup();

    var wrong = shell.run("prune", store, "--keep-last", "1", "--protect", first + "x");
    var right = shell.run("prune", store, "--keep-last", "1", "--protect", first);

    assertThat(wrong.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(wrong.errors()).contains(first + "x");
    assertThat(right.output()).contains("keep   " + first + ": a release refers to it");
    assertThat(shell.run("list", store).output()).contains(first);
  }

  @Test
  void aPolicyThatKeepsNothingAndAZoneThatIsNoneAreRefused() throws IOException {
    backup();

    var nothing = shell.run("prune", store);
    var zone = shell.run("prune", store, "--keep-daily", "1", "--time-zone", "Middle/Earth");

    assertThat(nothing.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(nothing.errors()).contains("it would keep nothing");
    assertThat(zone.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(zone.errors()).contains("Middle/Earth", "Europe/Berlin");
  }

  @Test
  void anEmptyStoreHasNothing() {
    var listed = shell.run("list", store);

    assertThat(listed.status()).isEqualTo(ExitCode.DONE.status());
    assertThat(listed.output()).isEqualTo("nothing is there");
  }

  @Test
  void aCheckpointIsComparedAndPutBack() throws IOException, SQLException {
    var first = checkpoint("before");
    var same = checkpoint("nothing was done");
    CommandLineBench.execute(
        database, "UPDATE pages SET body = 'second'; INSERT INTO orders VALUES (2)");

    var equal = diff(first, same);
    var different = diff(first, CommandLineBench.url(database));
    var foretold =
        on("restore", first, "--in", store, "--to", CommandLineBench.url(database), "--dry-run");
    var unchanged = CommandLineBench.read(database, "SELECT body FROM pages");
    var restored = on("restore", first, "--in", store, "--to", CommandLineBench.url(database));
    var now = diff(first, CommandLineBench.url(database));

    assertThat(shell.run("list", store).output()).contains("checkpoint", "nothing was done");
    assertThat(equal.status()).as(equal.errors()).isEqualTo(ExitCode.DONE.status());
    assertThat(different.status()).as(different.errors()).isEqualTo(ExitCode.DIFFERENT.status());
    assertThat(different.output())
        .contains("A        checkpoint " + first)
        .contains("  changed: name home in body");
    assertThat(foretold.output()).as(foretold.errors()).containsPattern("pages +0 +1 +0 +0");
    assertThat(unchanged).isEqualTo("second");
    assertThat(restored.status()).as(restored.errors()).isEqualTo(ExitCode.DONE.status());
    assertThat(now.status()).as(now.errors()).isEqualTo(ExitCode.DONE.status());
    assertThat(CommandLineBench.read(database, "SELECT count(*) FROM orders")).isEqualTo("2");
    assertThat(shell.run("verify", first, "--in", store).output()).contains("whole");
  }

  @Test
  void aCheckpointIsFetchedAndListed() throws IOException {
    var location = checkpoint("before");
    var fetched =
        shell.run("fetch", location, "--in", store, "-o", folder.resolve("fetched").toString());

    var inspected = shell.run("inspect", fetched.output().lines().findFirst().orElseThrow());
    var listed = shell.run("restore", location, "--in", store, "--list");

    assertThat(fetched.output()).contains("configuration.slipway", "manifest.json");
    assertThat(inspected.output()).as(inspected.errors()).contains("pages");
    assertThat(listed.status()).as(listed.output()).isEqualTo(ExitCode.DONE.status());
    assertThat(listed.output()).contains("pages");
  }

  @Test
  void aBackupIsComparedOnAServerAndLeavesNothingThere() throws IOException, SQLException {
    var backup = backup();
    var checkpoint = checkpoint("configuration");
    CommandLineBench.execute(database, "DELETE FROM orders; INSERT INTO orders VALUES (5)");
    CommandLineBench.execute(database, "ALTER TABLE pages ADD COLUMN since text");
    var databases = databases();

    var refused = diff(backup, CommandLineBench.url(database));
    var scratch = scratch();
    var beside = diff(backup, CommandLineBench.url(database), scratch);
    var twice = diff(backup, "backup:" + backup, scratch);
    var withFile = diff(backup, checkpoint, scratch);

    assertThat(refused.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(refused.errors()).contains(backup, "--scratch");
    assertThat(beside.status()).as(beside.errors()).isEqualTo(ExitCode.DIFFERENT.status());
    assertThat(beside.output())
        .contains("A        backup " + backup)
        .contains("pages: column since: only in B")
        .containsPattern("orders +1 +1 +0 +0");
    assertThat(twice.status()).as(twice.errors()).isEqualTo(ExitCode.DONE.status());
    assertThat(withFile.status()).as(withFile.errors()).isEqualTo(ExitCode.DONE.status());
    assertThat(databases()).isEqualTo(databases);
  }

  @Test
  void nothingTellsWhatConfigurationIs() throws IOException {
    var refused =
        on("checkpoint", "--from", CommandLineBench.url(database), "--to", store, "-m", "none");

    assertThat(refused.status()).isEqualTo(ExitCode.REFUSED.status());
    assertThat(refused.errors()).contains("[RulesIllegal]", "preset");
    assertThat(shell.run("list", store).output()).isEqualTo("nothing is there");
  }

  private String backup() throws IOException {
    var ended = on("backup", "--from", CommandLineBench.url(database), "--to", store);
    assertThat(ended.status()).as(ended.errors()).isEqualTo(ExitCode.DONE.status());
    return ended.output();
  }

  private String checkpoint(String description) throws IOException {
    var ended =
        on(
            "checkpoint",
            "--from",
            CommandLineBench.url(database),
            "--to",
            store,
            "--rules",
            rules,
            "-m",
            description);
    assertThat(ended.status()).as(ended.errors()).isEqualTo(ExitCode.DONE.status());
    return ended.output();
  }

  private CommandLineBench.Ended diff(String a, String b, String... more) throws IOException {
    var words = new ArrayList<>(List.of("diff", a, b, "--in", store));
    words.addAll(List.of(more));
    return on(words.toArray(String[]::new));
  }

  private CommandLineBench.Ended on(String... words) throws IOException {
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--password-file", shell.passwordFile(database)));
    return shell.run(all.toArray(String[]::new));
  }

  private String[] scratch() throws SQLException {
    try (var session = server.superuser();
        var statement = session.createStatement()) {
      statement.execute("ALTER ROLE " + database.user() + " CREATEDB");
    }
    return new String[] {"--scratch", CommandLineBench.url(database)};
  }

  private String databases() throws SQLException {
    return CommandLineBench.read(
        database, "SELECT count(*) FROM pg_database WHERE datname LIKE 'slipway%'");
  }

  private static PostgresInstallation withClients() {
    return PostgresInstallation.all().stream()
        .filter(it -> it.program("pg_dump").isPresent())
        .findFirst()
        .orElseThrow();
  }
}
