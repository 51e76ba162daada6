package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.slipway.testkit.Await;
import dev.slipway.testkit.ChildProcess;
import dev.slipway.testkit.ChildProcess.Signal;
import dev.slipway.testkit.Repository;
import dev.slipway.testkit.postgres.Database;
import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verb that is killed while it writes leaves nothing that could be taken for a backup. */
class BackupDeathIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String OTHER_SESSIONS =
      """
      SELECT count(*) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()
      """;

  @TempDir private Path folder;

  @Test
  void leavesNoObjectAndNoSession() throws Exception {
    var shell = new CommandLineBench(folder);
    var store = folder.resolve("store");
    var database = database();
    var words =
        List.of(
            "backup",
            "--from",
            CommandLineBench.url(database),
            "--password-file",
            shell.passwordFile(database),
            "--to",
            "dir:" + store);
    try (var verb = ChildProcess.command("verb", folder, line(words)).start()) {
      Await.until("bytes on their way", LIMIT, () -> !files(store).isEmpty() || !verb.isAlive());
      verb.signal(Signal.KILL);
      Await.until("the verb's end", LIMIT, () -> !verb.isAlive());
    }
    Await.until("the end of what it had started", LIMIT, () -> sessions(database).equals("0"));

    assertThat(files(store)).allMatch(it -> it.startsWith(".slipway-unfinished-"));
    var again = shell.run(words.toArray(String[]::new));

    assertThat(again.status()).as(again.errors()).isZero();
    assertThat(shell.run("verify", again.output(), "--in", "dir:" + store).status()).isZero();
  }

  private static Database database() throws SQLException {
    var able =
        PostgresInstallation.all().stream()
            .filter(it -> it.program("pg_dump").isPresent())
            .findFirst();
    assumeThat(able).as("a PostgreSQL server with pg_dump beside it").isPresent();
    var database = PostgresServer.shared(able.orElseThrow()).freshDatabase();
    CommandLineBench.execute(
        database,
        "CREATE TABLE lines AS SELECT i, md5(i::text) FROM generate_series(1, 2000000) i");
    return database;
  }

  private static List<String> line(List<String> words) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var options = "@" + Repository.path("operator/cli/src/main/image/worker.jvmoptions");
    var line =
        List.of(
            java,
            options,
            "-cp",
            System.getProperty("java.class.path"),
            SlipwayMain.class.getName());
    return Stream.concat(line.stream(), words.stream()).toList();
  }

  private static List<String> files(Path store) {
    if (!Files.exists(store)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(store)) {
      return all.filter(Files::isRegularFile).map(it -> it.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sessions(Database database) {
    try {
      return CommandLineBench.read(database, OTHER_SESSIONS);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
