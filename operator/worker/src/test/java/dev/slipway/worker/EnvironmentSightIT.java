package dev.slipway.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.order.AppKnowledge;
import dev.slipway.engine.order.DriftCheck;
import dev.slipway.engine.order.Observation;
import dev.slipway.engine.order.Observation.AppSeen;
import dev.slipway.engine.order.WorkOrder;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a worker sees of an app, and of who else works with its database. */
class EnvironmentSightIT {
  private static final String APP =
      """
      CREATE TABLE "applicationVersion" (id serial PRIMARY KEY, value text);
      CREATE TABLE "applicationPlugins" (id serial PRIMARY KEY, name text, version text, enabled bool);
      INSERT INTO "applicationVersion" (value) VALUES ('2.2.15');
      INSERT INTO "applicationPlugins" (name, version, enabled)
      VALUES ('acl', '2.2.15', true), ('map', '2.2.15', false);
      """;

  private final Database database = WorkerBench.database(APP);
  private final WorkerBench bench =
      new WorkerBench().knowing(new AppKnowledge("nocobase", null, "", false));

  @Test
  void saysWhichAppItIs() {
    var app = app();

    assertThat(app).extracting(AppSeen::version, AppSeen::plugins).containsExactly("2.2.15", 2);
    assertThat(app.pluginsDigest()).startsWith("sha256:");
  }

  @Test
  void twoPluginsOfOtherVersionsAreAnotherDigest() {
    var before = app();
    WorkerBench.execute(database, "UPDATE \"applicationPlugins\" SET version = '3' WHERE id = 1");

    assertThat(app().pluginsDigest()).isNotEqualTo(before.pluginsDigest());
  }

  @Test
  void readsTheFiveSettingsAndNoOtherVariable() throws IOException {
    var first = Scratch.folder("variables");
    var second = Scratch.folder("variables");
    Files.writeString(first.resolve("DB_UNDERSCORED"), "false\n");
    Files.writeString(first.resolve("APP_KEY"), "planted-secret");
    Files.writeString(second.resolve("DB_UNDERSCORED"), "true");
    Files.writeString(second.resolve("DB_SCHEMA"), "public");

    var seen = observation(look("crm.prod", first.toString(), second.toString()));

    assertThat(seen.settings()).isEqualTo(Map.of("DB_UNDERSCORED", "true", "DB_SCHEMA", "public"));
  }

  @Test
  void anotherEnvironmentInTheSameDatabaseIsNamedToBoth() {
    observation(look("crm.prod"));

    var second = bench.carryOut(look("crm.staging"));
    var first = bench.carryOut(look("crm.prod"));

    assertThat(second.reason()).isEqualTo("DatabaseShared");
    assertThat(second.message()).contains("crm.prod");
    assertThat(first.reason()).isEqualTo("DatabaseShared");
    assertThat(first.message()).contains("crm.staging");
  }

  @Test
  void whoWasThereFirstGoesOnOnceTheOtherHasLeft() {
    observation(look("crm.prod"));
    bench.carryOut(look("crm.staging"));
    WorkerBench.execute(
        database, "UPDATE slipway.environment SET contested_at = now() - interval '2 hours'");

    assertThat(bench.carryOut(look("crm.prod")).reason()).isNull();
  }

  @Test
  void aRoleThatMayNotWriteNotesSeesAllTheSame() {
    WorkerBench.execute(
        database, "CREATE SCHEMA slipway; REVOKE ALL ON SCHEMA slipway FROM CURRENT_USER");

    assertThat(observation(look("crm.prod")).tables()).isEqualTo(2);
  }

  @Test
  void bothStoresAreNamedThatCannotBeReachedAndTheDatabaseIsSeenAllTheSame() {
    var report = bench.inBucket("nowhere").carryOut(look("crm.prod"));

    assertThat(report.reason()).isEqualTo("BucketMissing");
    assertThat(report.message()).contains("the backups store", "the releases store");
    assertThat(observation(report).tables()).isEqualTo(2);
  }

  private WorkOrder look(String environment, String... variables) {
    return bench.observe(database, environment, DriftCheck.REPORT, variables);
  }

  private AppSeen app() {
    return requireNonNull(observation(look("crm.prod")).app());
  }

  private Observation observation(WorkOrder order) {
    return bench.done(order, Observation.class);
  }

  private static Observation observation(WorkReport report) {
    return WorkerBench.result(report, Observation.class);
  }
}
