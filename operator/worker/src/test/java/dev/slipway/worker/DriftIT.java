package dev.slipway.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.order.AppKnowledge;
import dev.slipway.engine.order.Applied;
import dev.slipway.engine.order.Baselined;
import dev.slipway.engine.order.Built;
import dev.slipway.engine.order.DriftCheck;
import dev.slipway.engine.order.Observation;
import dev.slipway.engine.order.Observation.DriftSeen;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether configuration is what the last release left, on a real database. */
class DriftIT {
  private static final String ENVIRONMENT = "crm.crm-prod";
  private static final String TABLES =
      """
      CREATE TABLE pages (name text PRIMARY KEY, body text, seen int DEFAULT 0, title text);
      CREATE TABLE settings (name text PRIMARY KEY, value text);
      CREATE TABLE orders (id int PRIMARY KEY);
      INSERT INTO pages VALUES ('home', 'hello'), ('about', 'us'), ('local', 'ours');
      INSERT INTO settings VALUES ('colour', 'blue');
      """;
  private static final String PRESET =
      """
      tables:
        - table: pages
          rule: Overwrite
          merged: Upsert
          volatile: [seen]
          ownColumns: [title]
          ownRows: "{name} = 'local'"
        - {table: settings, rule: Overwrite, merged: Upsert}
        - {table: orders, rule: SchemaOnly}
      """;

  private final Database database = WorkerBench.database(TABLES);
  private final Path folder = Scratch.folder("drift");
  private final WorkerBench bench =
      new WorkerBench().knowing(new AppKnowledge(null, folder.toString(), "", false));

  @BeforeEach
  void writePreset() throws IOException {
    Files.writeString(folder.resolve("preset.yaml"), PRESET);
  }

  @Test
  void withoutAReleaseThereIsNothingToCompareWith() {
    assertThat(drift()).isEqualTo(DriftSeen.NO_BASELINE);
  }

  @Test
  void whatWasKeptIsNoDrift() {
    var kept = bench.done(bench.keepBaseline(database), Baselined.class);

    var seen = observation();

    assertThat(kept.tables()).isEqualTo(2);
    assertThat(seen.configuration()).isEqualTo(kept.configuration());
    assertThat(drift().count()).isZero();
    assertThat(drift().since()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE pages SET body = 'other' WHERE name = 'home'",
        "INSERT INTO pages VALUES ('new', '')",
        "DELETE FROM pages WHERE name = 'about'",
        "ALTER TABLE pages ADD COLUMN more int",
        "DROP TABLE pages"
      })
  void aChangeOfConfigurationIsDriftWithItsTable(String change) {
    bench.done(bench.keepBaseline(database), Baselined.class);

    WorkerBench.execute(database, change);

    assertThat(drift().tables()).containsExactly("pages");
    assertThat(drift().count()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE pages SET seen = 7",
        "UPDATE pages SET title = 'Production'",
        "UPDATE pages SET body = 'theirs' WHERE name = 'local'",
        "INSERT INTO orders VALUES (1)",
        "UPDATE pages SET body = body"
      })
  void whatTheAppOrTheEnvironmentOwnsIsNone(String change) {
    bench.done(bench.keepBaseline(database), Baselined.class);

    WorkerBench.execute(database, change);

    assertThat(drift().count()).isZero();
  }

  @Test
  void keepsTheTimeSinceWhenItDriftsUntilThatIsTakenBack() {
    bench.done(bench.keepBaseline(database), Baselined.class);
    WorkerBench.execute(database, "UPDATE settings SET value = 'red'");
    var first = drift().since();
    WorkerBench.execute(database, "UPDATE settings SET value = 'green'");
    var second = drift().since();
    WorkerBench.execute(database, "UPDATE settings SET value = 'blue'");
    var third = drift().since();

    assertThat(first).isNotNull().isEqualTo(second);
    assertThat(third).isNull();
  }

  @Test
  void anotherAttemptOfTheSameRunKeepsWhatTheFirstHasSeen() {
    bench.done(bench.keepBaseline(database), Baselined.class);
    WorkerBench.execute(database, "UPDATE settings SET value = 'red'");

    bench.attempt(2).done(bench.keepBaseline(database), Baselined.class);

    assertThat(drift().tables()).containsExactly("settings");
  }

  @Test
  void theNextReleaseKeepsAnotherBaseline() {
    bench.done(bench.keepBaseline(database), Baselined.class);
    WorkerBench.execute(database, "UPDATE settings SET value = 'red'");

    bench.run("run-2").done(bench.keepBaseline(database), Baselined.class);

    assertThat(drift().count()).isZero();
  }

  @Test
  void aReleaseThatKeptNoneLeavesNothingToCompareWith() {
    bench.done(bench.keepBaseline(database), Baselined.class);
    var source = WorkerBench.database(TABLES + "UPDATE settings SET value = 'red'");
    var file = bench.run("run-2").done(bench.build(source, "{}"), Built.class).file();

    bench.done(bench.apply(database, file), Applied.class);

    assertThat(drift().outdated()).isTrue();
    assertThat(drift().count()).isZero();
  }

  @Test
  void refusesWhereItIsToldTo() {
    bench.done(bench.keepBaseline(database), Baselined.class);
    WorkerBench.execute(database, "UPDATE settings SET value = 'red'");

    var report = bench.carryOut(bench.observe(database, ENVIRONMENT, DriftCheck.REFUSE));

    assertThat(report.reason()).isEqualTo("Drifted");
    assertThat(report.message()).contains("settings", "driftPolicy").doesNotContain("red");
  }

  @Test
  void anotherEnvironmentsBaselineIsNobodys() {
    bench.done(bench.keepBaseline(database), Baselined.class);
    WorkerBench.execute(database, "DELETE FROM slipway.environment");

    var seen =
        bench.done(
            bench.observe(database, "crm.crm-staging", DriftCheck.REPORT), Observation.class);

    assertThat(seen.drift()).isEqualTo(DriftSeen.NO_BASELINE);
  }

  private DriftSeen drift() {
    return requireNonNull(observation().drift());
  }

  private Observation observation() {
    return bench.done(bench.observe(database, ENVIRONMENT, DriftCheck.REPORT), Observation.class);
  }
}
