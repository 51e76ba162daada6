package dev.slipway.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.order.AppKnowledge;
import dev.slipway.engine.order.Built;
import dev.slipway.engine.order.Previewed;
import dev.slipway.engine.order.VariablesSeen;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which variables a release needs and its target lacks. */
class MissingVariablesIT {
  private static final String TABLES =
      "CREATE TABLE pages (name text PRIMARY KEY, body text); CREATE TABLE env (name text PRIMARY KEY);";
  private static final String PAGES =
      """
      variables: ['\\{\\{ \\$env\\.(\\w+) \\}\\}']
      facts: {variables: {sql: 'SELECT {env.name} FROM {env}'}}
      tables:
        - {table: pages, rule: Overwrite, merged: Upsert}
      """;

  private final Path preset = Scratch.folder("preset");
  private final Path variables = Scratch.folder("variables");
  private final WorkerBench bench =
      new WorkerBench().knowing(new AppKnowledge(null, preset.toString(), "", false));
  private Database target;
  private String file;

  @BeforeEach
  void buildAFileThatRefersToThree() throws IOException {
    Files.writeString(preset.resolve("preset.yaml"), PAGES);
    var source =
        WorkerBench.database(
            TABLES
                + "INSERT INTO pages VALUES ('home', '{{ $env.API_BASE }} {{ $env.MAIL_HOST }}'),"
                + " ('about', '{{ $env.IN_DATABASE }}')");
    target = WorkerBench.database(TABLES + "INSERT INTO env VALUES ('IN_DATABASE')");
    file = bench.done(bench.build(source, "{}"), Built.class).file();
  }

  @Test
  void thePreviewNamesThoseThatAreNeitherInTheDatabaseNorInTheFolders() throws IOException {
    Files.writeString(variables.resolve("API_BASE"), "planted-secret");

    var preview = bench.done(bench.preview(target, file, variables.toString()), Previewed.class);

    assertThat(preview.missing()).containsExactly("MAIL_HOST");
    assertThat(preview.toString()).doesNotContain("planted-secret");
  }

  @Test
  void theNextLookFindsWhatSomebodyHasAddedSince() throws IOException {
    var wanted = List.of("API_BASE", "MAIL_HOST");
    var before = bench.done(bench.variables(target, variables, wanted), VariablesSeen.class);
    Files.writeString(variables.resolve("API_BASE"), "here");
    WorkerBench.execute(target, "INSERT INTO env VALUES ('MAIL_HOST')");

    var after = bench.done(bench.variables(target, variables, wanted), VariablesSeen.class);

    assertThat(before.missing()).containsExactly("API_BASE", "MAIL_HOST");
    assertThat(after.missing()).isEmpty();
  }

  @Test
  void nobodyIsToldOfAnyWhereNobodyAsks() {
    assertThat(bench.done(bench.preview(target, file), Previewed.class).missing()).isNull();
  }
}
