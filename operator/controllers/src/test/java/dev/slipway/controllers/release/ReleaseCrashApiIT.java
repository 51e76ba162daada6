package dev.slipway.controllers.release;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.status.RecordLocation;
import dev.slipway.api.status.RunStatus;
import dev.slipway.controllers.backup.BackupReconciler;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.bench.OperatorBench;
import dev.slipway.controllers.step.Actions;
import dev.slipway.controllers.step.Journal;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.work.Labels;
import dev.slipway.controllers.work.RunId;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.Applied;
import dev.slipway.engine.order.BackedUp;
import dev.slipway.engine.order.Built;
import dev.slipway.engine.order.Checked;
import dev.slipway.engine.order.Fenced;
import dev.slipway.engine.order.Previewed;
import dev.slipway.engine.order.Recorded;
import dev.slipway.engine.order.UndoFile;
import dev.slipway.engine.order.Undone;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.order.WorkResult;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An operator that dies in every single pass, between what it does and what it notes of it, and
 * whose successor finds only what the API server has.
 */
class ReleaseCrashApiIT {
  private static final String IMAGE = "slipway:test";
  private static final String FILE = "sha256:" + "ab".repeat(32);
  private static final String PREVIEW = "sha256:" + "cd".repeat(32);
  private static final String RECORD = "s3://releases/environments/crm/records/crm-1.json";
  private static final Instant THEN = Instant.parse("2026-11-21T09:00:00Z");
  private static final int TOO_MANY_PASSES = 2000;

  private final Clock clock = Clock.systemUTC();
  private final OperatorBench bench =
      OperatorBench.withOnly(client -> new BackupReconciler(client, IMAGE, clock));
  private final ReleaseObserver observer = new ReleaseObserver(bench.client(), IMAGE, clock);
  private final ReleasePlanner planner = new ReleasePlanner();
  private final Actions actions = new Actions(bench.client());
  private final Set<String> ended = new HashSet<>();
  private final List<String> visited = new ArrayList<>();
  private boolean isValid = true;
  private Deployment deploymentBefore = new Deployment();
  private Service serviceBefore = new Service();

  @BeforeEach
  void createEnvironments() {
    bench.createApp();
    bench.playDeployments();
    var development = Crm.environment();
    development.getMetadata().setName("crm-dev");
    bench.create(development);
    var production = ReleaseFixtures.read("production.yaml", AppEnvironment.class);
    var ready = production.getStatus();
    production.getMetadata().setNamespace(null);
    production.getMetadata().setUid(null);
    bench.setStatus(bench.create(production), ready);
    deploymentBefore = deployment();
    serviceBefore = service();
  }

  @AfterEach
  void stop() throws InterruptedException {
    bench.stop();
  }

  @Test
  void endsTheSameAsIfItHadLived() {
    var plan = bench.create(plan());

    dyingInEveryPass(plan);

    assertThat(visited.getLast()).isEqualTo("SUCCEEDED");
    assertThat(recordOf(plan)).isEqualTo(new RecordLocation(RECORD, null));
    assertThatTheAppIsAsBefore();
    assertThatEveryWorkerRanOnce(plan);
  }

  @Test
  void rollsBackTheSameAsIfItHadLived() {
    isValid = false;
    var plan = bench.create(plan());

    dyingInEveryPass(plan);

    assertThat(visited.getLast()).isEqualTo("ROLLED_BACK");
    assertThat(recordOf(plan)).isEqualTo(new RecordLocation(RECORD, null));
    assertThatTheAppIsAsBefore();
    assertThatEveryWorkerRanOnce(plan);
  }

  @Test
  void takesBackTheSameAsIfItHadLived() {
    var plan = bench.create(plan());
    dyingInEveryPass(plan);
    targetRuns(FILE);
    visited.clear();

    bench.edit(plan, "{\"spec\": {\"resolve\": {\"action\": \"Rollback\", \"nonce\": \"1\"}}}");
    dyingInEveryPass(plan);

    assertThat(visited).contains("QUIESCING", "BACKING_UP", "ROLLING_BACK", "REOPENING");
    assertThat(visited.getLast()).isEqualTo("ROLLED_BACK");
    assertThat(bench.get(plan).getStatus().runs())
        .extracting(RunStatus::outcome)
        .containsExactly("Succeeded", "RolledBack");
    assertThatTheAppIsAsBefore();
    assertThatEveryWorkerRanOnce(plan);
    assertThatEveryWorkerRanOnce(RunId.of(plan, "rollback-1").value());
  }

  private void targetRuns(String file) {
    var target =
        bench
            .client()
            .resources(AppEnvironment.class)
            .inNamespace(bench.namespace())
            .withName("crm-prod")
            .get();
    target.setStatus(ReleaseFixtures.running(requireNonNull(target.getStatus()), file));
    bench.client().resource(target).updateStatus();
  }

  /** Every other pass is the first one of a successor, which writes down what it finds. */
  private void dyingInEveryPass(MigrationPlan plan) {
    for (int pass = 0; !hasEnded(plan); pass++) {
      assertThat(pass).as("passes, on the way of %s", visited).isLessThan(TOO_MANY_PASSES);
      var found = bench.get(plan);
      if (Runs.isToBeTakenBack(found)) {
        found.setStatus(Runs.takenBack(found, clock.instant()));
      }
      var seen = observer.observe(found);
      var decision = planner.next(seen);
      if (decision.result() instanceof Act(var action, _) && !actions.tryTo(action)) {
        continue; // the hand that plays its controller was faster: the next pass looks again
      }
      endWorkers();
      if (pass % 2 == 1) {
        note(seen, decision);
      }
    }
  }

  private void note(ReleaseView seen, Decision decision) {
    seen.plan().setStatus(new ReleaseStatuses(seen, decision).status());
    bench.client().resource(seen.plan()).updateStatus();
    visited.add(decision.phase().toString());
    if (decision.phase().toString().equals("WAITING_FOR_APPROVAL")) {
      bench.edit(
          seen.plan(),
          "{\"spec\": {\"approval\": {\"preview\": \"" + PREVIEW + "\", \"by\": \"admin\"}}}");
    }
  }

  private boolean hasEnded(MigrationPlan plan) {
    return !visited.isEmpty()
        && List.of("SUCCEEDED", "ROLLED_BACK", "FAILED", "ABORTED", "NEEDS_ATTENTION")
            .contains(visited.getLast())
        && !WriteRecord.isDue(Journal.of(bench.get(plan).getStatus().steps()));
  }

  private @Nullable RecordLocation recordOf(MigrationPlan plan) {
    return bench.get(plan).getStatus().record();
  }

  private void endWorkers() {
    var jobs = bench.client().batch().v1().jobs().inNamespace(bench.namespace()).list().getItems();
    for (var job : jobs) {
      var labels = job.getMetadata().getLabels();
      if (ended.add(job.getMetadata().getName())) {
        var step = requireNonNull(labels.get(Labels.STEP));
        bench.endWorker(
            requireNonNull(labels.get(Labels.RUN)),
            step,
            Integer.parseInt(requireNonNull(labels.get(Labels.ATTEMPT))),
            reportOf(step));
      }
    }
  }

  private WorkReport reportOf(String step) {
    return step.equals("Validate") && !isValid
        ? WorkReport.failed(FailureCode.VALIDATION_FAILED, "it is not as expected")
        : WorkReport.done("done", resultOf(step));
  }

  private static WorkResult resultOf(String step) {
    return switch (step) {
      case "Build" -> new Built(FILE, 1000, 3, 30);
      case "Preview" -> new Previewed(PREVIEW, "s3://releases/p.json", 1, 2, 3, 4, 1);
      case "BackUp" -> new BackedUp("crm/1", 10, 10, List.of(), THEN, THEN, THEN, "17.11", 17);
      case "Apply" -> new Applied(FILE, PREVIEW, 1, 2, 3, 4, new UndoFile("crm/undo", "sha256:ef"));
      case "WriteRecord" -> new Recorded(RECORD, null, 0);
      case "Undo" -> new Undone("run", null);
      case "Validate", "CheckRestored" -> new Checked(List.of());
      default -> new Fenced(step.startsWith("Raise"), 1);
    };
  }

  private void assertThatEveryWorkerRanOnce(MigrationPlan plan) {
    assertThatEveryWorkerRanOnce(plan.getMetadata().getUid());
  }

  private void assertThatEveryWorkerRanOnce(String run) {
    assertThat(
            bench
                .client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(bench.namespace())
                .withLabel(Labels.RUN, run)
                .list()
                .getItems())
        .isNotEmpty()
        .allSatisfy(
            job -> assertThat(job.getMetadata().getLabels()).containsEntry(Labels.ATTEMPT, "1"));
  }

  private void assertThatTheAppIsAsBefore() {
    assertThat(deployment().getSpec()).isEqualTo(deploymentBefore.getSpec());
    assertThat(service().getSpec()).isEqualTo(serviceBefore.getSpec());
    assertThat(bench.client().services().inNamespace(bench.namespace()).list().getItems())
        .hasSize(1);
    assertThat(bench.client().leases().inNamespace(bench.namespace()).list().getItems()).isEmpty();
  }

  private Deployment deployment() {
    return bench.client().apps().deployments().inNamespace(bench.namespace()).withName("crm").get();
  }

  private Service service() {
    return bench.client().services().inNamespace(bench.namespace()).withName("crm").get();
  }

  private MigrationPlan plan() {
    var yaml =
        SlipwaySerialization.create()
            .asYaml(ReleaseFixtures.read("release.yaml", MigrationPlan.class))
            .replace("namespace: \"crm-dev\"", "namespace: \"" + bench.namespace() + "\"");
    var plan = SlipwaySerialization.create().unmarshal(yaml, MigrationPlan.class);
    plan.getMetadata().setNamespace(null);
    plan.getMetadata().setUid(null);
    return plan;
  }
}
