package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
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

/** {@code slipway diff} as somebody types it: what it says, and what it ends with. */
class DiffIT {
  private static final String TABLES =
      "CREATE TABLE pages (name text PRIMARY KEY, body text);"
          + "CREATE TABLE orders (id serial PRIMARY KEY, amount int);"
          + "INSERT INTO pages VALUES ('home', 'planted-value'), ('gone', '')";

  @TempDir private Path folder;
  private CommandLineBench shell;
  private Database development;
  private Database production;

  @BeforeEach
  void twoEqualDatabases() throws SQLException {
    shell = new CommandLineBench(folder);
    development = PostgresServer.shared(PostgresInstallation.newest()).freshDatabase();
    production = PostgresServer.shared(PostgresInstallation.oldest()).freshDatabase();
    CommandLineBench.execute(development, TABLES);
    CommandLineBench.execute(production, TABLES);
  }

  @Test
  void endsWithZeroWhereBothAreEqual() throws IOException {
    var ended = diff();

    assertThat(ended.status()).as(ended.errors()).isEqualTo(ExitCode.DONE.status());
    assertThat(ended.output()).endsWith("equal: 2 tables");
  }

  @Test
  void endsWithOneAndNamesKeysAndColumnsButNoValues() throws IOException, SQLException {
    CommandLineBench.execute(
        production,
        "UPDATE pages SET body = 'planted-other' WHERE name = 'home';"
            + "DELETE FROM pages WHERE name = 'gone';"
            + "ALTER TABLE orders ALTER amount TYPE bigint; CREATE TABLE more ()");

    var ended = diff();

    assertThat(ended.status()).as(ended.errors()).isEqualTo(ExitCode.DIFFERENT.status());
    assertThat(ended.output())
        .contains(
            "only in B: table more",
            "orders: column amount: integer in A, bigint in B",
            "  only in A: name gone",
            "  changed: name home in body",
            "different: 2 tables of 2 that both have, 0 only in A, 1 only in B")
        .doesNotContain("planted");
  }

  @Test
  void aFileIsASideLikeAnother() throws IOException, SQLException {
    var file = build();
    CommandLineBench.execute(production, "CREATE TABLE more (); DELETE FROM pages");

    var same = shell.run("diff", "file:" + file, file);
    var beside =
        shell.run(
            "diff",
            file,
            CommandLineBench.url(production),
            "--password-file",
            shell.passwordFile(production));

    assertThat(same.status()).as(same.errors()).isEqualTo(ExitCode.DONE.status());
    assertThat(beside.status()).as(beside.errors()).isEqualTo(ExitCode.DIFFERENT.status());
    assertThat(beside.output())
        .contains("that are not in the file: 1")
        .contains("orders: rows are not compared: the file has its structure only (SchemaOnly)")
        .containsPattern("pages +2 +0 +0 +0");
  }

  @Test
  void answersAsJsonToo() throws IOException, SQLException {
    CommandLineBench.execute(production, "UPDATE pages SET body = NULL WHERE name = 'home'");

    var ended = diff("--output", "json", "--only", "pag*");

    var answer = new ObjectMapper().readTree(ended.output());
    assertThat(answer.at("/equal").booleanValue()).isFalse();
    assertThat(answer.at("/tables")).hasSize(1);
    assertThat(answer.at("/tables/0/rows/changed").intValue()).isEqualTo(1);
    assertThat(answer.at("/tables/0/rows/samplesChanged/0/key/0").textValue()).isEqualTo("home");
    assertThat(answer.at("/tables/0/rows/samplesChanged/0/columns/0").textValue())
        .isEqualTo("body");
  }

  @Test
  void leavesRowsAloneAndTakesAnotherSchemaWhereItIsTold() throws IOException, SQLException {
    CommandLineBench.execute(
        production, "ALTER SCHEMA public RENAME TO shop; DELETE FROM shop.pages");

    var structure = diff("--structure-only", "--other-schema", "shop");
    var rows = diff("--other-schema", "shop", "--keys", "1");
    var missing = diff("--schema", "absent");

    assertThat(structure.status()).as(structure.errors()).isEqualTo(ExitCode.DONE.status());
    assertThat(rows.output()).containsOnlyOnce("  only in A: name ");
    assertThat(missing.status()).isEqualTo(ExitCode.REFUSED.status());
    assertThat(missing.errors()).contains("[SchemaMissing]");
  }

  @Test
  void saysWhatIsWrongWithTheCall() throws IOException {
    var pattern = diff("--only", "absent*");
    var keys = diff("--keys", "1001");
    var file = shell.run("diff", folder.resolve("absent").toString(), "file:absent");
    var damaged = shell.file("damaged.slipway", "not a migration file");

    assertThat(pattern.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(pattern.errors()).contains("absent*");
    assertThat(keys.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(file.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(shell.run("diff").status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(shell.run("diff", damaged, damaged).status()).isEqualTo(ExitCode.INTEGRITY.status());
  }

  private String build() throws IOException {
    var file = folder.resolve("release.slipway").toString();
    var built =
        shell.run(
            "build",
            "--from",
            CommandLineBench.url(development),
            "--password-file",
            shell.passwordFile(development),
            "--rules",
            shell.file("rules.yaml", "tables:\n  - {tables: [pages], rule: Overwrite}\n"),
            "-o",
            file);
    assertThat(Files.exists(Path.of(file))).as(built.errors()).isTrue();
    return file;
  }

  /** Development against production, each with its own password. */
  private CommandLineBench.Ended diff(String... options) throws IOException {
    var arguments =
        new ArrayList<>(
            List.of(
                "diff",
                CommandLineBench.url(development),
                CommandLineBench.url(production),
                "--password-file",
                shell.passwordFile(development),
                "--other-password-file",
                shell.passwordFile(production)));
    arguments.addAll(List.of(options));
    return shell.run(arguments.toArray(String[]::new));
  }
}
