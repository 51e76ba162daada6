package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.testkit.postgres.Database;
import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the verb says of a backup that it has made. */
class BackupVerbIT {
  @TempDir private Path folder;
  private CommandLineBench shell;
  private Database database;

  @BeforeEach
  void anApp() throws SQLException {
    var able =
        PostgresInstallation.all().stream()
            .filter(it -> it.program("pg_dump").isPresent())
            .findFirst();
    assumeThat(able).as("a PostgreSQL server with pg_dump beside it").isPresent();
    shell = new CommandLineBench(folder);
    database = PostgresServer.shared(able.orElseThrow()).freshDatabase();
    CommandLineBench.execute(
        database, "CREATE TABLE pages (name text PRIMARY KEY); INSERT INTO pages VALUES ('home')");
  }

  @Test
  void theManifestNamesTheFileThatTheDatabaseRuns() throws IOException {
    var before = backUp("--output", "json");
    var digest = onDatabase("build", "-o", file(), "--from").output();
    var applied = onDatabase("apply", file(), "--run", "r1", "--to");
    assertThat(applied.status()).as(applied.errors()).isZero();

    var after = backUp("--output", "json");

    assertThat(manifest(before).path("file").isNull()).isTrue();
    assertThat(manifest(after).path("file").asText()).isEqualTo(digest);
    assertThat(manifest(after).path("scope").asText()).isEqualTo("Database");
  }

  @Test
  void whatWasLeftOutAndHowFarApartThePartsAreIsSaidBesideTheLocation()
      throws IOException, InterruptedException {
    var uploads = Files.createDirectory(folder.resolve("uploads"));
    Files.createDirectories(uploads.resolve("apps/main"));
    Files.writeString(uploads.resolve("apps/main/aes_key.dat"), "key");
    new ProcessBuilder("mkfifo", uploads.resolve("pipe").toString()).start().waitFor();

    var ended = backUp("--storage", "uploads=" + uploads);
    var json =
        manifest(
            backUp("--storage", "uploads=" + uploads, "--preset", "nocobase", "--output", "json"));

    assertThat(ended.output().lines()).hasSize(1);
    assertThat(ended.errors())
        .containsPattern("skew:uploads +read up to \\d+[.]\\d s after the database")
        .contains("left-out:uploads/pipe");
    assertThat(json.path("scope").asText()).isEqualTo("Full");
    assertThat(json.path("skew").asText()).startsWith("PT");
    assertThat(json.path("keyFiles").path(0).path("path").asText())
        .isEqualTo("apps/main/aes_key.dat");
  }

  private CommandLineBench.Ended backUp(String... options) throws IOException {
    var words = new String[options.length + 4];
    System.arraycopy(options, 0, words, 3, options.length);
    words[0] = "backup";
    words[1] = "--to";
    words[2] = "dir:" + folder.resolve("store");
    words[words.length - 1] = "--from";
    var ended = onDatabase(words);
    assertThat(ended.status()).as(ended.errors()).isZero();
    return ended;
  }

  /** The words' last one is the option that takes the database. */
  private CommandLineBench.Ended onDatabase(String... words) throws IOException {
    var all = new String[words.length + 3];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = CommandLineBench.url(database);
    all[words.length + 1] = "--password-file";
    all[words.length + 2] = shell.passwordFile(database);
    return shell.run(all);
  }

  private String file() {
    return folder.resolve("release.slipway").toString();
  }

  private static JsonNode manifest(CommandLineBench.Ended ended) throws IOException {
    return JsonMapper.builder().build().readTree(ended.output());
  }
}
