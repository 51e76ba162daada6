package dev.slipway.controllers.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.AppEnvironmentStatus;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.api.status.RunStatus;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.bench.OperatorBench;
import dev.slipway.engine.order.Applied;
import dev.slipway.engine.order.BackedUp;
import dev.slipway.engine.order.Built;
import dev.slipway.engine.order.Checked;
import dev.slipway.engine.order.Fenced;
import dev.slipway.engine.order.Observation;
import dev.slipway.engine.order.OrderJson;
import dev.slipway.engine.order.Previewed;
import dev.slipway.engine.order.RecordOrder;
import dev.slipway.engine.order.Recorded;
import dev.slipway.engine.order.UndoFile;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.order.WorkResult;
import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of releases, and what further runs make of it, on a real API server. */
class ReleaseRecordApiIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String FILE = "sha256:" + "ab".repeat(32);
  private static final String PREVIEW = "sha256:" + "cd".repeat(32);
  private static final String RECORD = "s3://releases/environments/crm/records/crm-1.json";
  private static final Instant THEN = Instant.parse("2026-11-21T09:00:00Z");

  private final OperatorBench bench = new OperatorBench();

  @BeforeEach
  void createEnvironments() {
    bench.leaveRecords();
    bench.createApp();
    bench.playDeployments();
    var development = Crm.environment();
    development.getMetadata().setName("crm-dev");
    var production = ReleaseFixtures.read("production.yaml", AppEnvironment.class);
    production.setStatus(null);
    for (var environment : List.of(development, production)) {
      environment.getMetadata().setNamespace(null);
      environment.getMetadata().setUid(null);
      var made = bench.create(environment);
      end(uid(made), "Observe", new Observation("17.11", "7301", 16384, 1_300_000_000, 12));
      bench.await(made, "Ready", ConditionStatus.TRUE);
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    bench.stop();
  }

  @Test
  void keepsWhatBecameOfARunAndTheNextRunLeavesTheTargetAlone() {
    var plan = bench.create(plan());
    released(plan);
    var ended = bench.awaitPhase(plan, "Succeeded");
    var order = recordOrder(uid(plan));

    assertThat(ended.getStatus().record()).isNull();
    assertThat(order.record().outcome()).isEqualTo("Succeeded");
    assertThat(order.record().undo()).isEqualTo(new UndoFile("crm-prod/undo", FILE));
    assertThat(order.record().checks()).containsExactly("front-page", "pages");
    assertThat(order.record().backup()).isNotNull();
    assertThat(requireNonNull(order.record().closed()).seconds()).isNotNull();
    assertThat(requireNonNull(order.validated()).since()).isEqualTo(ended.getStatus().finishedAt());

    end(uid(plan), "WriteRecord", new Recorded(RECORD, "s3://releases/mark", 0));
    bench.await(plan, "Recorded", ConditionStatus.TRUE);
    assertThat(requireNonNull(bench.get(plan).getStatus().record()).location()).isEqualTo(RECORD);
    Await.until("the file to be known as what runs there", LIMIT, this::isKnown);

    bench.edit(plan, "{\"spec\": {\"runNonce\": \"again\"}}");
    var run = Runs.idOf(runningAgain(plan)).value();
    end(run, "Build", new Built(FILE, 1000, 3, 30));
    end(run, "Preview", new Previewed(PREVIEW, "s3://releases/p.json", 0, 0, 0, 10, 0));
    var again = bench.awaitPhase(plan, "Succeeded").getStatus();

    assertThat(bench.await(plan, "Complete", ConditionStatus.TRUE).reason())
        .isEqualTo("AlreadyApplied");
    assertThat(again.runs())
        .containsExactly(
            new RunStatus("", "Succeeded", RECORD), new RunStatus("again", "Succeeded", null));
    assertThat(again.backup()).isNull();
    assertThat(again.quiesce()).isNull();
    assertThat(requireNonNull(recordOrder(run).validated()).since())
        .isEqualTo(ended.getStatus().finishedAt());
  }

  @Test
  void keepsWhatBecameOfAReleaseThatWasAbortedBeforeItBegan() {
    var plan = bench.create(plan());
    buildAndPreview(plan);

    bench.edit(plan, "{\"spec\": {\"abort\": true}}");
    bench.awaitPhase(plan, "Aborted");

    assertThat(recordOrder(uid(plan)).record().outcome()).isEqualTo("Aborted");
    end(uid(plan), "WriteRecord", new Recorded(RECORD, null, 0));
    bench.await(plan, "Recorded", ConditionStatus.TRUE);
  }

  private MigrationPlan runningAgain(MigrationPlan plan) {
    Await.until("the next run", LIMIT, () -> Runs.nonceOf(bench.get(plan)).equals("again"));
    return bench.get(plan);
  }

  private boolean isKnown() {
    return bench
        .client()
        .resources(AppEnvironment.class)
        .inNamespace(bench.namespace())
        .list()
        .getItems()
        .stream()
        .map(AppEnvironment::getStatus)
        .anyMatch(ReleaseRecordApiIT::runsTheFile);
  }

  private static boolean runsTheFile(AppEnvironmentStatus status) {
    return FILE.equals(status.currentFile()) && !status.validated().isEmpty();
  }

  private RecordOrder recordOrder(String run) {
    var job = bench.awaitJob(run, "WriteRecord", 1);
    var json =
        bench
            .client()
            .configMaps()
            .inNamespace(bench.namespace())
            .withName(job.getMetadata().getName())
            .get()
            .getData()
            .get("order.json");
    return (RecordOrder) OrderJson.read(requireNonNull(json).getBytes(UTF_8));
  }

  private void released(MigrationPlan plan) {
    buildAndPreview(plan);
    bench.edit(
        plan, "{\"spec\": {\"approval\": {\"preview\": \"" + PREVIEW + "\", \"by\": \"admin\"}}}");
    end(uid(plan), "RaiseFence", new Fenced(true, 2));
    Await.until("the plan's Backup", LIMIT, () -> !backups().isEmpty());
    end(
        uid(backups().getFirst()),
        "BackUp",
        new BackedUp("crm-prod/1", 10, 10, List.of(), THEN, THEN, THEN, "17.11", 17));
    end(
        uid(plan),
        "Apply",
        new Applied(FILE, PREVIEW, 1, 2, 3, 4, new UndoFile("crm-prod/undo", FILE)));
    end(uid(plan), "LowerFence", new Fenced(false, 1));
    end(uid(plan), "Validate", new Checked(List.of("front-page", "pages")));
  }

  private void buildAndPreview(MigrationPlan plan) {
    end(uid(plan), "Build", new Built(FILE, 1000, 3, 30));
    end(uid(plan), "Preview", new Previewed(PREVIEW, "s3://releases/p.json", 1, 2, 3, 4, 1));
    bench.awaitPhase(plan, "WaitingForApproval");
  }

  private List<Backup> backups() {
    return bench.client().resources(Backup.class).inNamespace(bench.namespace()).list().getItems();
  }

  private void end(String run, String step, WorkResult result) {
    bench.endWorker(run, step, 1, WorkReport.done("done", result));
  }

  private static String uid(HasMetadata object) {
    return object.getMetadata().getUid();
  }

  private MigrationPlan plan() {
    var plan = ReleaseFixtures.read("release.yaml", MigrationPlan.class);
    var yaml =
        SlipwaySerialization.create()
            .asYaml(plan)
            .replace("namespace: \"crm-dev\"", "namespace: \"" + bench.namespace() + "\"");
    var here = SlipwaySerialization.create().unmarshal(yaml, MigrationPlan.class);
    here.getMetadata().setNamespace(null);
    here.getMetadata().setUid(null);
    return here;
  }
}
