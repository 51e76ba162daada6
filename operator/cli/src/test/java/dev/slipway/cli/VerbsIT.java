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
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs, one after the other, as somebody types them. */
class VerbsIT {
  private static final String TABLES =
      "CREATE TABLE pages (name text PRIMARY KEY, body text);"
          + "CREATE TABLE orders (id serial PRIMARY KEY, amount int);";
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

  @TempDir private Path folder;
  private CommandLineBench shell;
  private Database development;
  private Database production;

  @BeforeEach
  void twoDatabases() throws SQLException {
    shell = new CommandLineBench(folder);
    var server = PostgresServer.shared(PostgresInstallation.oldest());
    development = server.freshDatabase();
    production = server.freshDatabase();
    for (var database : new Database[] {development, production}) {
      CommandLineBench.execute(database, TABLES);
    }
    CommandLineBench.execute(development, "INSERT INTO pages VALUES ('home', 'new')");
    CommandLineBench.execute(
        production,
        "INSERT INTO pages VALUES ('home', 'old'), ('gone', '');"
            + "INSERT INTO orders (amount) VALUES (7), (8)");
  }

  @Test
  void aFileIsBuiltInspectedPreviewedAndAppliedOnce() throws IOException, SQLException {
    var built = build();

    assertThat(DIGEST.matcher(built.output()).matches()).as(built.errors()).isTrue();
    assertThat(shell.run("inspect", file()).output()).contains(built.output(), "Overwrite");
    assertThat(onProduction("preview", file()).output()).containsPattern("pages +0 +1 +1 +0");

    var first = onProduction("apply", file(), "--run", "r1");
    var second = onProduction("apply", file(), "--run", "r1");

    assertThat(first.status()).as(first.errors()).isEqualTo(ExitCode.DONE.status());
    assertThat(second).isEqualTo(first);
    assertThat(CommandLineBench.read(production, "SELECT string_agg(body, ',') FROM pages"))
        .isEqualTo("new");
    assertThat(CommandLineBench.read(production, "SELECT count(*) FROM orders")).isEqualTo("2");
  }

  @Test
  void aBackupBringsBackWhatAReleaseTookAway() throws IOException, SQLException {
    build();
    var store = "dir:" + folder.resolve("store");
    var backup =
        shell.run(
            "backup",
            "--from",
            CommandLineBench.url(production),
            "--password-file",
            shell.passwordFile(production),
            "--to",
            store);
    onProduction("apply", file());

    var restored = onProduction("restore", backup.output(), "--in", store);

    assertThat(restored.status()).as(restored.errors()).isEqualTo(ExitCode.DONE.status());
    assertThat(
            CommandLineBench.read(
                production, "SELECT string_agg(name, ',' ORDER BY name) FROM pages"))
        .isEqualTo("gone,home");
  }

  @Test
  void aBackupIsProvenListedAndLookedUp() throws IOException, SQLException {
    var store = "dir:" + folder.resolve("store");
    var backup = backUp(store);
    var lookup = PostgresServer.shared(PostgresInstallation.oldest()).freshDatabase();
    mayCreateDatabases(lookup.user());

    var proven =
        onLookup(
            lookup,
            "verify",
            backup,
            "--in",
            store,
            "--scratch",
            CommandLineBench.url(lookup),
            "--assert",
            "SELECT count(*) FROM orders => 2");
    var failed =
        onLookup(
            lookup,
            "verify",
            backup,
            "--in",
            store,
            "--scratch",
            CommandLineBench.url(lookup),
            "--assert",
            "SELECT count(*) FROM orders => > 2");
    var listed = shell.run("restore", backup, "--in", store, "--list");
    var brought =
        onLookup(
            lookup,
            "restore",
            backup,
            "--in",
            store,
            "--to",
            CommandLineBench.url(lookup),
            "--table",
            "public.orders");
    var again =
        onLookup(
            lookup,
            "restore",
            backup,
            "--in",
            store,
            "--to",
            CommandLineBench.url(lookup),
            "--table",
            "public.orders");

    assertThat(proven.status()).as(proven.errors()).isEqualTo(ExitCode.DONE.status());
    assertThat(proven.output()).contains("4 rows in 2 tables", "1 assertions held");
    assertThat(failed.status()).isEqualTo(ExitCode.REFUSED.status());
    assertThat(failed.errors()).contains("[ValidationFailed]");
    assertThat(listed.output()).containsPattern("TABLE DATA +public orders .* 2 rows");
    assertThat(brought.output()).as(brought.errors()).isEqualTo("public.orders  2 rows");
    assertThat(again.errors()).contains("[RestoreUnsuitable]", "public.orders");
    assertThat(CommandLineBench.read(lookup, "SELECT count(*) FROM orders")).isEqualTo("2");
  }

  @Test
  void anAssertionWithoutAPlaceToAskItIsWrong() {
    var refused = shell.run("verify", "crm/b1", "--in", "dir:x", "--assert", "SELECT 1 => 1");

    assertThat(refused.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(refused.errors()).contains("--scratch");
  }

  @Test
  void whatWasAppliedIsTakenBackAndWhatCameSinceStays() throws IOException, SQLException {
    build();
    var undo = folder.resolve("before.slipway").toString();
    var applied = onProduction("apply", file(), "--undo-to", undo);
    CommandLineBench.execute(production, "INSERT INTO orders (amount) VALUES (9)");

    var foretold = onProduction("undo", undo, "--dry-run");
    var undone = onProduction("undo", undo, "--run", "u1");
    var again = onProduction("undo", undo, "--run", "u1");

    assertThat(applied.output()).containsPattern("undo +sha256:");
    assertThat(foretold.output()).containsPattern("pages +1 +1 +0 +0");
    assertThat(undone.status()).as(undone.errors()).isEqualTo(ExitCode.DONE.status());
    assertThat(again).isEqualTo(undone);
    assertThat(
            CommandLineBench.read(
                production, "SELECT string_agg(name || '=' || body, ',' ORDER BY name) FROM pages"))
        .isEqualTo("gone=,home=old");
    assertThat(CommandLineBench.read(production, "SELECT count(*) FROM orders")).isEqualTo("3");
  }

  @Test
  void nothingIsOverruledWithoutAReason() throws IOException {
    build();

    var refused = onProduction("preview", file(), "--accept", "plugin-missing:map");

    assertThat(refused.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(refused.errors()).contains("FINDING=REASON");
  }

  @Test
  void aPreviewThatIsStaleIsRefused() throws IOException, SQLException {
    build();
    var approved = DIGEST.matcher(onProduction("preview", file()).output());
    assertThat(approved.find()).isTrue();
    CommandLineBench.execute(production, "UPDATE pages SET body = 'meanwhile' WHERE name = 'gone'");

    var refused = onProduction("apply", file(), "--approved-preview", approved.group());

    assertThat(refused.status()).isEqualTo(ExitCode.REFUSED.status());
    assertThat(refused.errors()).contains("[PreviewStale]");
  }

  @Test
  void aDamagedFileIsRefusedBeforeTheDatabaseIsAsked() throws IOException {
    var damaged = shell.file("damaged.slipway", "not a migration file");

    var refused = shell.run("inspect", damaged);

    assertThat(refused.status()).isEqualTo(ExitCode.INTEGRITY.status());
    assertThat(refused.errors()).startsWith("slipway: ").contains("[FileDamaged]");
  }

  @Test
  void aPasswordInTheAddressIsRefusedAndNotRepeated() {
    var refused = shell.run("build", "--from", "postgresql://a:planted@h/d", "-o", file());

    assertThat(refused.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(refused.errors()).contains("PGPASSWORD").doesNotContain("planted");
  }

  @Test
  void aBuildSaysOfEachTableWhichRuleItHasAndWritesNothing() throws IOException {
    var rules = shell.file("rules.yaml", "tables: [{tables: [\"p*\"], rule: Overwrite}]");

    var explained = onDevelopment("build", "--rules", rules, "--explain");

    assertThat(explained.status()).as(explained.errors()).isEqualTo(ExitCode.DONE.status());
    assertThat(explained.output())
        .containsPattern("pages +Overwrite +by name")
        .containsPattern("orders +SchemaOnly +userDefined");
    assertThat(folder.resolve("release.slipway")).doesNotExist();
  }

  @Test
  void everyFindingOfARefusedBuildHasALineAndAPlaceInTheJson() throws IOException {
    var rules =
        shell.file(
            "rules.yaml",
            """
            tables:
              - {tables: [orders], rule: Upsert}
              - {tables: [nothing], rule: Skip}
            """);

    var refused = onDevelopment("build", "--rules", rules, "-o", file(), "--output", "json");

    assertThat(refused.status()).isEqualTo(ExitCode.REFUSED.status());
    assertThat(refused.errors().lines())
        .hasSize(3)
        .anyMatch(it -> it.contains("[RulesIllegal]"))
        .anyMatch(it -> it.contains("refused  no-such-table:nothing"))
        .anyMatch(it -> it.contains("refused  rule-needs-key:orders"));
    assertThat(refused.output()).contains("\"reason\" : \"RulesIllegal\"", "rule-needs-key:orders");
    assertThat(folder.resolve("release.slipway")).doesNotExist();
  }

  @Test
  void aPreviewNamesTheVariablesThatTheTargetDoesNotHave() throws IOException, SQLException {
    var variables = "CREATE TABLE \"environmentVariables\" (name text PRIMARY KEY, value text);";
    CommandLineBench.execute(
        development,
        variables + "INSERT INTO pages VALUES ('api', '{{ $env.API_BASE }} {{$env.API_KEY}}')");
    CommandLineBench.execute(
        production, variables + "INSERT INTO \"environmentVariables\" VALUES ('API_BASE', 'x')");
    var rules = shell.file("rules.yaml", "tables:\n  - {tables: [pages], rule: Overwrite}\n");
    onDevelopment("build", "--preset", "nocobase", "--rules", rules, "-o", file());

    var previewed = onProduction("preview", file());

    assertThat(previewed.status()).as(previewed.errors()).isEqualTo(ExitCode.DONE.status());
    assertThat(previewed.output())
        .contains("missing-variable:API_KEY")
        .doesNotContain("missing-variable:API_BASE");
  }

  @Test
  void aFolderThatIsNotThereIsNamedBeforeTheDatabaseIsAsked() throws IOException {
    var missing = folder.resolve("missing");

    var refused = onDevelopment("build", "-o", missing.resolve("release.slipway").toString());

    assertThat(refused.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(refused.errors()).contains(missing.toString());
  }

  @Test
  void inspectReadsEveryRowBeforeItAnswers() throws IOException {
    build();
    var bytes = Files.readAllBytes(Path.of(file()));
    bytes[bytes.length - 1100] ^= 1;
    Files.write(Path.of(file()), bytes);

    var refused = shell.run("inspect", file(), "--output", "json");

    assertThat(refused.status()).isEqualTo(ExitCode.INTEGRITY.status());
    assertThat(refused.errors()).contains("rows/1-pages.copy.zst", "[FileDamaged]");
    assertThat(refused.output()).doesNotContain("manifest");
  }

  @Test
  void inspectFailsWhereTheFileIsNotTheOneThatIsMeant() throws IOException {
    build();

    var refused = shell.run("inspect", file(), "--digest", "sha256:" + "0".repeat(64));

    assertThat(refused.status()).isEqualTo(ExitCode.INTEGRITY.status());
    assertThat(refused.errors()).contains("[DigestMismatch]");
  }

  private CommandLineBench.Ended build() throws IOException {
    var rules = shell.file("rules.yaml", "tables:\n  - {tables: [pages], rule: Overwrite}\n");
    return onDevelopment("build", "--rules", rules, "-o", file());
  }

  private String file() {
    return folder.resolve("release.slipway").toString();
  }

  private CommandLineBench.Ended onDevelopment(String... verb) throws IOException {
    var arguments = new ArrayList<>(List.of(verb));
    arguments.addAll(
        List.of(
            "--from",
            CommandLineBench.url(development),
            "--password-file",
            shell.passwordFile(development)));
    return shell.run(arguments.toArray(String[]::new));
  }

  private CommandLineBench.Ended onProduction(String... verb) throws IOException {
    var arguments = new ArrayList<>(List.of(verb));
    arguments.addAll(
        List.of(
            "--to",
            CommandLineBench.url(production),
            "--password-file",
            shell.passwordFile(production)));
    return shell.run(arguments.toArray(String[]::new));
  }

  private CommandLineBench.Ended onLookup(Database lookup, String... verb) throws IOException {
    var arguments = new ArrayList<>(List.of(verb));
    arguments.addAll(List.of("--password-file", shell.passwordFile(lookup)));
    return shell.run(arguments.toArray(String[]::new));
  }

  private String backUp(String store) throws IOException {
    return shell
        .run(
            "backup",
            "--from",
            CommandLineBench.url(production),
            "--password-file",
            shell.passwordFile(production),
            "--to",
            store)
        .output();
  }

  private static void mayCreateDatabases(String role) throws SQLException {
    try (var superuser = PostgresServer.shared(PostgresInstallation.oldest()).superuser();
        var statement = superuser.createStatement()) {
      statement.execute("ALTER ROLE " + role + " CREATEDB");
    }
  }
}
