package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.ExitCode;
import dev.slipway.testkit.postgres.Database;
import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two development databases that stem from one, joined as somebody types it. */
class MergeVerbIT {
  private static final String TABLES =
      "CREATE TABLE roles (name text PRIMARY KEY, title text, options json);"
          + "INSERT INTO roles VALUES ('admin', 'Admin', '{\"a\": 1}'), ('sales', 'Sales', '{}'),"
          + " ('guest', 'Guest', '{}');"
          + "CREATE TABLE orders (id serial PRIMARY KEY, amount int)";
  private static final String PRESET =
      """
      name: sample
      merging: {entries: [options]}
      tables:
        - {table: roles, rule: Overwrite, merged: Upsert}
      """;

  @TempDir private Path folder;
  private CommandLineBench shell;
  private Database one;
  private Database other;
  private Database production;
  private String preset;

  @BeforeEach
  void databasesOfOneOrigin() throws SQLException, IOException {
    shell = new CommandLineBench(folder);
    var server = PostgresServer.shared(PostgresInstallation.newest());
    one = server.freshDatabase();
    other = server.freshDatabase();
    production = server.freshDatabase();
    for (var database : List.of(one, other, production)) {
      CommandLineBench.execute(database, TABLES);
    }
    preset = folder.resolve("preset.yaml").toString();
    Files.writeString(Path.of(preset), PRESET);
    assertThat(build(one, "base").status()).isZero();
  }

  @Test
  void bothBringWhatTheyChangedAndProductionKeepsItsOwn() throws SQLException, IOException {
    CommandLineBench.execute(
        one,
        "UPDATE roles SET title = 'Sellers' WHERE name = 'sales'; DELETE FROM roles WHERE name ="
            + " 'guest'; UPDATE roles SET options = '{\"a\": 1, \"one\": true}' WHERE name ="
            + " 'admin'");
    CommandLineBench.execute(
        other,
        "INSERT INTO roles VALUES ('hr', 'People', '{}'); UPDATE roles SET options = '{\"a\": 1,"
            + " \"other\": [2]}' WHERE name = 'admin'");
    CommandLineBench.execute(production, "INSERT INTO roles VALUES ('own', 'Own', '{}')");
    build(one, "one");
    build(other, "other");

    var explained = merge("--explain");
    var merged = merge("-o", file("merged"));

    assertThat(explained.output()).contains("roles", "Upsert");
    assertThat(merged.status()).as(merged.errors()).isEqualTo(ExitCode.DONE.status());
    var preview = onProduction("preview", file("merged"));
    assertThat(preview.output()).containsPattern("roles +1 +2 +1 +1");
    var before = roles();
    var applied = onProduction("apply", file("merged"), "--undo-to", file("undo"));
    assertThat(applied.status()).as(applied.errors()).isEqualTo(ExitCode.DONE.status());
    assertThat(
            CommandLineBench.read(
                production, "SELECT string_agg(name || title, ',' ORDER BY name) FROM roles"))
        .isEqualTo("adminAdmin,hrPeople,ownOwn,salesSellers");
    assertThat(CommandLineBench.read(production, "SELECT options FROM roles WHERE name = 'admin'"))
        .isEqualTo("{\"a\": 1, \"one\": true, \"other\": [2]}");
    var undone = onProduction("undo", file("undo"));
    assertThat(undone.status()).as(undone.errors()).isEqualTo(ExitCode.DONE.status());
    assertThat(roles()).contains("guest").isEqualTo(before);
  }

  @Test
  void whatBothChangedIsRefusedUntilSomebodySaysWhoIsRight() throws SQLException, IOException {
    CommandLineBench.execute(one, "UPDATE roles SET title = 'One' WHERE name = 'sales'");
    CommandLineBench.execute(
        other,
        "UPDATE roles SET title = 'Other' WHERE name = 'sales'; DELETE FROM roles WHERE name ="
            + " 'admin'");
    CommandLineBench.execute(one, "UPDATE roles SET title = 'Boss' WHERE name = 'admin'");
    build(one, "one");
    build(other, "other");

    var refused = merge("-o", file("merged"));
    assertThat(folder.resolve("merged.slipway")).doesNotExist();
    var decisions = folder.resolve("resolve.yaml");
    Files.writeString(
        decisions,
        "[{table: roles, key: {name: sales}, take: %2$s}, {table: roles, take: %1$s}]"
            .formatted(file("one"), file("other")));
    var merged = merge("-o", file("merged"), "--resolve", decisions.toString());

    assertThat(refused.status()).isEqualTo(ExitCode.REFUSED.status());
    assertThat(refused.errors())
        .contains(
            "[MergeConflict]", "roles {name=sales}", "title", "roles {name=admin}", "removed");
    assertThat(refused.errors()).doesNotContain("Boss", "Other");
    assertThat(folder.resolve("merged.slipway")).exists();
    assertThat(merged.status()).as(merged.errors()).isEqualTo(ExitCode.DONE.status());
    onProduction("apply", file("merged"));
    assertThat(
            CommandLineBench.read(
                production, "SELECT string_agg(title, ',' ORDER BY name) FROM roles"))
        .isEqualTo("Boss,Guest,Other");
  }

  private String roles() throws SQLException {
    return CommandLineBench.read(
        production, "SELECT string_agg((r.*)::text, ';' ORDER BY name) FROM roles AS r");
  }

  private CommandLineBench.Ended merge(String... more) {
    var words = new ArrayList<String>();
    words.addAll(
        List.of(
            "build",
            "--from",
            file("one"),
            "--from",
            file("other"),
            "--base",
            file("base"),
            "--preset-extension",
            preset));
    words.addAll(List.of(more));
    return shell.run(words.toArray(String[]::new));
  }

  private CommandLineBench.Ended build(Database database, String name) throws IOException {
    return shell.run(
        "build",
        "--from",
        CommandLineBench.url(database),
        "--password-file",
        shell.passwordFile(database),
        "--preset-extension",
        preset,
        "-o",
        file(name));
  }

  private CommandLineBench.Ended onProduction(String verb, String file, String... more)
      throws IOException {
    var words =
        new ArrayList<>(
            List.of(
                verb,
                file,
                "--to",
                CommandLineBench.url(production),
                "--password-file",
                shell.passwordFile(production)));
    words.addAll(List.of(more));
    return shell.run(words.toArray(String[]::new));
  }

  private String file(String name) {
    return folder.resolve(name + ".slipway").toString();
  }
}
