package dev.slipway.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.order.AppKnowledge;
import dev.slipway.engine.order.BackedUp;
import dev.slipway.engine.order.Checked;
import dev.slipway.engine.order.Checkpointed;
import dev.slipway.engine.order.RestoreOrder;
import dev.slipway.engine.order.Restored;
import dev.slipway.engine.order.RunStep;
import dev.slipway.testkit.postgres.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A backup of one environment in another: into nothing, in silence, of the version it was. */
class RestoreElsewhereIT {
  private static final String PRODUCTION =
      """
      CREATE TABLE "applicationVersion" (id serial PRIMARY KEY, value text);
      INSERT INTO "applicationVersion" (value) VALUES ('2.2.15');
      CREATE TABLE workflows (id int PRIMARY KEY, enabled boolean);
      INSERT INTO workflows VALUES (1, true), (2, false);
      CREATE TABLE "dataSources" (key text PRIMARY KEY, enabled boolean);
      INSERT INTO "dataSources" VALUES ('main', true), ('billing', true);
      CREATE TABLE storages (id int PRIMARY KEY, type text, options jsonb);
      INSERT INTO storages VALUES (1, 'local', '{"path": "x"}'), (2, 's3', '{"key": "planted"}');
      CREATE TABLE orders (id int PRIMARY KEY);
      INSERT INTO orders VALUES (1), (2);
      """;
  private static final AppKnowledge NOCOBASE = new AppKnowledge("nocobase", null, "", false);

  private final WorkerBench bench = new WorkerBench();
  private final Database production = WorkerBench.database(PRODUCTION);
  private final Database target = WorkerBench.database("SELECT 1");
  private BackedUp backup;

  @BeforeEach
  void aBackupOfProduction() {
    bench.knowing(NOCOBASE);
    backup = bench.done(bench.backUp(production, "b1"), BackedUp.class);
    bench.run("run-2");
  }

  @Test
  void aCopyDoesNotReachOut() {
    var restored = bench.done(copy().into(true, true), Restored.class);

    assertThat(restored.silenced())
        .contains("workflows", "external data sources", "keys of storages that are not local")
        .doesNotContain("accounts of mail");
    assertThat(ask("SELECT count(*) FROM workflows WHERE enabled")).isEqualTo("0");
    assertThat(ask("SELECT string_agg(key, ',') FROM \"dataSources\" WHERE enabled"))
        .isEqualTo("main");
    assertThat(ask("SELECT string_agg(options::text, ' ' ORDER BY id) FROM storages"))
        .isEqualTo("{\"path\": \"x\"} {}");
    assertThat(ask("SELECT count(*) FROM orders")).isEqualTo("2");
    assertThat(WorkerBench.ask(production, "SELECT count(*) FROM workflows WHERE enabled"))
        .isEqualTo("1");
  }

  @Test
  void aCopyThatMayReachOutIsAsItWas() {
    var restored = bench.done(copy().into(true, false), Restored.class);

    assertThat(restored.silenced()).isEmpty();
    assertThat(restored.appVersion()).isEqualTo("2.2.15");
    assertThat(ask("SELECT count(*) FROM workflows WHERE enabled")).isEqualTo("1");
  }

  @Test
  void nothingIsRestoredWhereNobodyKnowsWhatReachesOut() {
    bench.knowing(AppKnowledge.NONE);

    var report = bench.carryOut(copy().into(true, true));

    assertThat(report.reason()).isEqualTo("RestoreUnsuitable");
    assertThat(report.message()).contains("presetExtension", "allowOutgoingEffects");
    assertThat(ask("SELECT to_regclass('orders') IS NULL")).isEqualTo("t");
  }

  @Test
  void whatCannotBeSwitchedOffIsNotRestored() {
    var old = WorkerBench.database("CREATE TABLE workflows (id int PRIMARY KEY, active boolean)");
    var location = bench.done(bench.backUp(old, "b2"), BackedUp.class).location();

    var report = bench.carryOut(bench.restore(target, location).into(true, true));

    assertThat(report.reason()).isEqualTo("DatabaseRefused");
    assertThat(ask("SELECT to_regclass('workflows') IS NULL")).isEqualTo("t");
  }

  @Test
  void nothingIsReplacedInAnotherEnvironment() {
    WorkerBench.execute(target, "CREATE TABLE theirs (id int); INSERT INTO theirs VALUES (7)");

    var report = bench.carryOut(copy().into(true, false));

    assertThat(report.reason()).isEqualTo("RestoreUnsuitable");
    assertThat(report.message()).contains("already", "empty");
    assertThat(ask("SELECT id FROM theirs")).isEqualTo("7");
  }

  @Test
  void aRepeatedOrderFindsThatItIsDoneThoughTheDatabaseIsNoLongerEmpty() {
    var restored = bench.done(copy().into(true, true), Restored.class);
    WorkerBench.execute(target, "INSERT INTO orders VALUES (3)");

    bench.attempt(2);
    var again = bench.done(copy().into(true, true), Restored.class);

    assertThat(again).isEqualTo(restored);
    assertThat(ask("SELECT count(*) FROM orders")).isEqualTo("3");
  }

  @Test
  void aBackupFromElsewhereHasToBeOfTheEnvironmentThatItReplaces() {
    var mine = copy();
    var foreign =
        new RestoreOrder(
            mine.formatVersion(),
            new RunStep("run-2", "uid", "crm.hr", "Restore", 1),
            mine.database(),
            mine.backups(),
            mine.location(),
            List.of());

    var report = bench.carryOut(foreign.from(mine.backups(), backup.snapshotAt()));

    assertThat(report.reason()).isEqualTo("RestoreUnsuitable");
    assertThat(report.message()).contains("crm-prod", "hr");
  }

  @Test
  void noMoreIsLostThanIsAccepted() {
    var source = copy().backups();

    var late = bench.carryOut(copy().from(source, Clock.systemUTC().instant().plusSeconds(60)));
    bench.attempt(2);
    var good = bench.done(copy().from(source, Instant.EPOCH), Restored.class);

    assertThat(late.reason()).isEqualTo("RestoreUnsuitable");
    assertThat(late.message()).contains("acceptDataLossSince");
    assertThat(good.rows()).isPositive();
  }

  @Test
  void aCheckpointMakesNoApp() {
    var location =
        bench.done(bench.checkpoint(production, "c1", "{}"), Checkpointed.class).location();

    var report = bench.carryOut(bench.restore(target, location).into(true, false));

    assertThat(report.message()).contains("checkpoint");
  }

  @Test
  void anAppThatHasUpgradedItsDatabaseIsNotTheOneOfTheBackup() {
    bench.done(copy().into(true, false), Restored.class);
    var check = bench.check(target, null, List.of(), List.of());

    bench.done(check.withVersion(NOCOBASE, "2.2.15"), Checked.class);
    WorkerBench.execute(target, "INSERT INTO \"applicationVersion\" (value) VALUES ('2.3.0')");
    var report = bench.carryOut(check.withVersion(NOCOBASE, "2.2.15"));

    assertThat(report.reason()).isEqualTo("VersionsDiffer");
    assertThat(report.message()).contains("2.2.15", "2.3.0");
  }

  private RestoreOrder copy() {
    return bench.restore(target, backup.location());
  }

  private String ask(String query) {
    return WorkerBench.ask(target, query);
  }
}
