package dev.slipway.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.order.AppKnowledge;
import dev.slipway.engine.order.Applied;
import dev.slipway.engine.order.Built;
import dev.slipway.engine.order.DatabaseAccess;
import dev.slipway.engine.order.DriftCheck;
import dev.slipway.engine.order.EvidenceOrder;
import dev.slipway.engine.order.Evident;
import dev.slipway.engine.order.ObserveOrder;
import dev.slipway.engine.order.RecordJson;
import dev.slipway.engine.order.RecordOrder;
import dev.slipway.engine.order.Recorded;
import dev.slipway.engine.order.ReleaseRecord;
import dev.slipway.engine.order.ValidatedMark;
import dev.slipway.engine.order.WorkOrder;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a worker keeps of a release, and what others make of it, with a real store and database. */
class RecordIT {
  private static final String FILE = "sha256:" + "ab".repeat(32);
  private static final String OTHER = "sha256:" + "cd".repeat(32);
  private static final String RECORD =
      "releases/environments/crm.crm-prod/records/crm-1-run-1.json";
  private static final String ENVIRONMENT = "crm.crm-prod";
  private final Instant then =
      Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).minusSeconds(600);

  private final WorkerBench bench = new WorkerBench();

  @Test
  void aRecordHasTheStatementsThatRan() throws IOException {
    var tables = "CREATE TABLE pages (name text PRIMARY KEY, body text";
    var source =
        WorkerBench.database(tables + ", title text); INSERT INTO pages VALUES ('a', 'b')");
    var target = WorkerBench.database(tables + ")");
    var rules = "{\"tables\": [{\"tables\": [\"pages\"], \"rule\": \"Overwrite\"}]}";
    var file = bench.done(bench.build(source, rules), Built.class).file();
    bench.done(bench.apply(target, file), Applied.class);

    var recorded = bench.done(record(target, null, null), Recorded.class);
    var again = bench.done(record(target, null, null), Recorded.class);

    assertThat(recorded.location()).endsWith(RECORD);
    assertThat(again).isEqualTo(recorded);
    var json = Files.readAllBytes(bench.object(RECORD));
    var record = RecordJson.readRecord(json).orElseThrow();
    assertThat(record.committedUnknown()).isNull();
    assertThat(record.committed())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.step()).isEqualTo("Apply");
              assertThat(it.digest()).isEqualTo(file);
              assertThat(String.valueOf(it.statements())).contains("ADD COLUMN", "title");
              assertThat(String.valueOf(it.tables())).contains("\"added\":1");
            });
    assertThat(Files.readString(bench.object(RECORD.replace(".json", ".log"))))
        .contains("crm/crm-1", "ADD COLUMN", "pages: 1 rows added", "released and open");
    assertThat(new String(json, UTF_8))
        .contains("\"outcome\" : \"Succeeded\"")
        .doesNotContain(WorkerBench.storesSecret());
  }

  @Test
  void aRecordIsWrittenWhereTheDatabaseDoesNotAnswer() throws IOException {
    var known = bench.access(WorkerBench.database("SELECT 1"));
    var gone =
        new DatabaseAccess(
            known.host(),
            known.port(),
            "gone",
            known.schema(),
            known.tls(),
            known.userFile(),
            known.passwordFile(),
            known.authorityFile());
    var step = bench.step("WriteRecord");
    var order =
        new RecordOrder(
            WorkOrder.FORMAT_VERSION,
            step,
            gone,
            bench.releases(),
            released(step.run()),
            null,
            null);

    bench.done(order, Recorded.class);

    var json = Files.readAllBytes(bench.object(RECORD));
    assertThat(RecordJson.readRecord(json).orElseThrow().committedUnknown()).contains("gone");
  }

  @Test
  void aMarkIsEvidenceUntilItIsWithdrawnAndThenForGood() {
    assertThat(bench.carryOut(evidence(FILE, 0)).reason()).isEqualTo("NotValidated");

    var marked = bench.done(record(null, mark(FILE, "run-1"), null), Recorded.class);
    assertThat(marked.mark()).endsWith("/validated/sha256-" + "ab".repeat(32) + "-run-1.json");
    assertThat(bench.done(evidence(FILE, 60), Evident.class).marks())
        .singleElement()
        .asString()
        .contains(ENVIRONMENT, "crm/crm-1");
    assertThat(bench.carryOut(evidence(OTHER, 0)).reason()).isEqualTo("NotValidated");

    bench.run("run-2");
    var withdrawn = bench.done(record(null, null, FILE), Recorded.class);
    assertThat(withdrawn.withdrawn()).isEqualTo(1);
    assertThat(bench.carryOut(evidence(FILE, 0)).reason()).isEqualTo("NotValidated");

    bench.run("run-1");
    bench.done(record(null, mark(FILE, "run-1"), null), Recorded.class);
    assertThat(bench.carryOut(evidence(FILE, 0)).reason()).isEqualTo("NotValidated");

    bench.run("run-3");
    bench.done(record(null, mark(FILE, "run-3"), null), Recorded.class);
    assertThat(bench.done(evidence(FILE, 0), Evident.class).marks()).hasSize(1);
  }

  @Test
  void aMarkCountsOnceItHasSoaked() {
    bench.done(record(null, mark(FILE, "run-1"), null), Recorded.class);

    var report = bench.carryOut(evidence(FILE, 3600));

    assertThat(report.reason()).isEqualTo("NotValidated");
    assertThat(report.message())
        .contains("goes on by itself after", then.plus(Duration.ofHours(1)).toString());
  }

  @Test
  void whatAnotherAppProvesIsNoEvidence() {
    var mark = new ValidatedMark(1, "shop", ENVIRONMENT, FILE, "crm/crm-1", "run-1", then, null);
    bench.done(record(null, mark, null), Recorded.class);

    assertThat(bench.carryOut(evidence(FILE, 0)).reason()).isEqualTo("NotValidated");
  }

  @Test
  void driftWithdrawsWhatWasProven() throws IOException {
    var folder = Scratch.folder("record");
    Files.writeString(
        folder.resolve("preset.yaml"), "tables: [{table: pages, rule: Overwrite, merged: Upsert}]");
    bench.knowing(new AppKnowledge(null, folder.toString(), "", false));
    var database =
        WorkerBench.database(
            "CREATE TABLE pages (name text PRIMARY KEY); INSERT INTO pages VALUES ('home')");
    bench.done(record(null, mark(FILE, "run-1"), null), Recorded.class);
    bench.carryOut(bench.keepBaseline(database));

    bench.carryOut(observe(database));
    assertThat(bench.done(evidence(FILE, 0), Evident.class).marks()).hasSize(1);

    WorkerBench.execute(database, "INSERT INTO pages VALUES ('changed')");
    bench.carryOut(observe(database));
    assertThat(bench.carryOut(evidence(FILE, 0)).reason()).isEqualTo("NotValidated");
  }

  private WorkOrder observe(Database database) {
    return ((ObserveOrder) bench.observe(database, ENVIRONMENT, DriftCheck.REPORT))
        .withdrawing(FILE);
  }

  private WorkOrder record(
      @Nullable Database database, @Nullable ValidatedMark mark, @Nullable String withdrawn) {
    var step = bench.step("WriteRecord");
    return new RecordOrder(
        WorkOrder.FORMAT_VERSION,
        step,
        database == null ? null : bench.access(database),
        bench.releases(),
        released(step.run()),
        mark,
        withdrawn);
  }

  private WorkOrder evidence(String file, long soakSeconds) {
    return new EvidenceOrder(
        WorkOrder.FORMAT_VERSION,
        bench.step("FindEvidence"),
        bench.releases(),
        "crm",
        file,
        List.of(new EvidenceOrder.Wanted(ENVIRONMENT, soakSeconds)));
  }

  private ValidatedMark mark(String file, String run) {
    return new ValidatedMark(1, "crm", ENVIRONMENT, file, "crm/crm-1", run, then, null);
  }

  private ReleaseRecord released(String run) {
    return new ReleaseRecord(
        ReleaseRecord.FORMAT_VERSION,
        "test",
        "crm/crm-1",
        run,
        null,
        ENVIRONMENT,
        "crm",
        "PRODUCTION",
        "Succeeded",
        "Succeeded",
        "released and open",
        FILE,
        "the releases store, by digest",
        null,
        null,
        "jane",
        null,
        List.of(),
        then,
        then.plusSeconds(60),
        null,
        List.of(),
        null,
        null,
        null,
        List.of("front-page"),
        List.of(),
        null);
  }
}
