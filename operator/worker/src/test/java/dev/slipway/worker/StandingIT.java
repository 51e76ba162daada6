package dev.slipway.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.order.AppKnowledge;
import dev.slipway.engine.order.Applied;
import dev.slipway.engine.order.Built;
import dev.slipway.engine.order.CheckOrder;
import dev.slipway.engine.order.Checked;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a validation finds of a release, once the app has started on it. */
class StandingIT {
  private static final String TABLES =
      """
      CREATE TABLE pages (name text PRIMARY KEY, body text, seen_at text);
      CREATE TABLE paths (path text);
      CREATE TABLE links (id int PRIMARY KEY, page text);
      CREATE TABLE sizes (name text PRIMARY KEY, size int);
      """;
  private static final String PRESET =
      """
      tables:
        - {table: pages, rule: Overwrite, merged: Upsert, volatile: [seen_at]}
        - {table: paths, rule: Overwrite, merged: OverwriteGroup}
        - {table: links, rule: SchemaOnly, references: {page: pages.name}}
      """;
  private static final String RULES =
      "{\"tables\": [{\"tables\": [\"sizes\"], \"rule\": \"Upsert\"}]}";

  private final WorkerBench bench = new WorkerBench();
  private Database target;
  private CheckOrder check;

  @BeforeEach
  void released() {
    var source =
        WorkerBench.database(
            TABLES
                + "INSERT INTO pages VALUES ('home', 'new', 'a'), ('about', '', 'a');"
                + "INSERT INTO paths VALUES ('/home'), ('/about');"
                + "INSERT INTO sizes VALUES ('home', 1)");
    target =
        WorkerBench.database(
            TABLES
                + "INSERT INTO pages VALUES ('home', 'old', 'b');"
                + "INSERT INTO sizes VALUES ('users own', 7);"
                + "INSERT INTO links VALUES (1, 'home'), (2, 'gone long ago'), (3, NULL)");
    bench.knowing(known());
    var file = bench.done(bench.build(source, RULES), Built.class).file();
    bench.done(bench.apply(target, file), Applied.class);
    check =
        bench
            .check(target, null, List.of(), List.of())
            .withReleased(file, known(), bench.releases());
  }

  @Test
  void whatTheAppAddsAndWritesByItselfIsNoLoss() {
    app("UPDATE pages SET seen_at = 'at its start'; INSERT INTO pages VALUES ('its own', '', '')");
    app("INSERT INTO sizes VALUES ('another', 3); INSERT INTO paths VALUES ('/own')");
    app("INSERT INTO links VALUES (4, 'its own')");

    var report = bench.carryOut(check);

    assertThat(WorkerBench.result(report, Checked.class).passed()).containsExactly("released");
    assertThat(report.message()).isEqualTo("all checks were passed");
  }

  @Test
  void whatItMakesOfRowsThatCameIsTold() {
    app("UPDATE pages SET body = 'its own words', seen_at = 'c' WHERE name = 'home'");
    app("UPDATE pages SET seen_at = 'c' WHERE name = 'about'");
    app("UPDATE paths SET path = '/elsewhere' WHERE path = '/home'");

    var report = bench.carryOut(check);

    assertThat(WorkerBench.result(report, Checked.class).passed()).containsExactly("released");
    assertThat(report.message())
        .contains("1 rows of pages are not as they came", "1 rows of paths are not as they came")
        .doesNotContain("its own words");
  }

  @Test
  void aRowOfTheFileThatIsGoneIsMissedWhateverCameInstead() {
    app("DELETE FROM pages WHERE name = 'about'; INSERT INTO pages VALUES ('its own', '', '')");
    app("DELETE FROM sizes WHERE name = 'home'; INSERT INTO sizes VALUES ('other', 1)");
    app("DELETE FROM paths WHERE path = '/home'");

    var report = bench.carryOut(check);

    assertThat(report.reason()).isEqualTo("ValidationFailed");
    assertThat(report.message())
        .contains(
            "1 rows of the file are gone from pages",
            "1 rows of the file are gone from sizes",
            "1 rows of the file are gone from paths",
            "paths has 1 rows where the release left 2");
  }

  @Test
  void aReferenceThatHasLostItsRowSinceIsNamed() {
    app("UPDATE pages SET name = 'start' WHERE name = 'home'");

    var report = bench.carryOut(check);

    assertThat(report.reason()).isEqualTo("ValidationFailed");
    assertThat(report.message())
        .contains("1 rows of links name by page a row of pages that is not there any more");
  }

  @Test
  void aFileThatCannotBeComparedIsNoSuccess() throws IOException {
    app("UPDATE pages SET body = 'its own words'");
    for (var object : bench.objects()) {
      if (object.toString().contains("/files/")) {
        Files.delete(object);
      }
    }

    var report = bench.carryOut(check);

    assertThat(report.reason()).isEqualTo("FileNotInStore");
  }

  @Test
  void whereNothingDiffersTheFileIsNotAskedFor() throws IOException {
    for (var object : bench.objects()) {
      if (object.toString().contains("/files/")) {
        Files.delete(object);
      }
    }

    assertThat(bench.done(check, Checked.class).passed()).containsExactly("released");
  }

  @Test
  void tablesAndColumnsThatWentAreNamed() {
    app("DROP TABLE sizes; ALTER TABLE pages DROP COLUMN body");

    var report = bench.carryOut(check);

    assertThat(report.reason()).isEqualTo("ValidationFailed");
    assertThat(report.message()).contains("sizes is gone", "columns of pages are gone");
  }

  @Test
  void aFileThatTheLedgerDoesNotKnowWasNotReleased() {
    var never = "sha256:" + "0".repeat(64);

    var report = bench.carryOut(check.withReleased(never, known(), bench.releases()));

    assertThat(report.reason()).isEqualTo("ValidationFailed");
    assertThat(report.message()).contains("does not know");
  }

  private void app(String sql) {
    WorkerBench.execute(target, sql);
  }

  private static AppKnowledge known() {
    return new AppKnowledge(null, FOLDER, "", false);
  }

  private static final String FOLDER = folder();

  private static String folder() {
    var folder = Scratch.folder("preset");
    try {
      Files.writeString(folder.resolve("preset.yaml"), PRESET);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder.toString();
  }
}
