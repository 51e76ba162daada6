package dev.slipway.controllers.restore;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironmentStatus;
import dev.slipway.api.restore.Restore;
import dev.slipway.api.restore.RestorePhase;
import dev.slipway.controllers.backup.BackupReconciler;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.bench.OperatorBench;
import dev.slipway.controllers.step.Actions;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.work.Labels;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.BackedUp;
import dev.slipway.engine.order.Checked;
import dev.slipway.engine.order.Fenced;
import dev.slipway.engine.order.Restored;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An operator that dies in every single pass, between what it does and what it notes of it, and
 * whose successor finds only what the API server has.
 */
class RestoreCrashApiIT {
  private static final String IMAGE = "slipway:test";
  private static final Instant THEN = Instant.parse("2026-11-21T08:30:00Z");
  private static final int TOO_MANY_PASSES = 2000;

  private final Clock clock = Clock.systemUTC();
  private final OperatorBench bench =
      OperatorBench.withOnly(client -> new BackupReconciler(client, IMAGE, clock));
  private final RestoreObserver observer = new RestoreObserver(bench.client(), IMAGE, clock);
  private final RestorePlanner planner = new RestorePlanner();
  private final Actions actions = new Actions(bench.client());
  private final Set<String> ended = new HashSet<>();
  private final List<RestorePhase> visited = new ArrayList<>();
  private boolean isBackupWhole = true;
  private Deployment deploymentBefore = new Deployment();
  private Service serviceBefore = new Service();

  @BeforeEach
  void createEnvironment() {
    bench.createApp();
    bench.playDeployments();
    bench.setStatus(
        bench.create(Crm.environment()),
        RestoreFixtures.read("ready.yaml", AppEnvironmentStatus.class));
    var backup = RestoreFixtures.read("backup.yaml", Backup.class);
    backup.getMetadata().setNamespace(null);
    var status = backup.getStatus();
    bench.setStatus(bench.create(backup), status);
    deploymentBefore = deployment();
    serviceBefore = service();
  }

  @AfterEach
  void stop() throws InterruptedException {
    bench.stop();
  }

  @Test
  void endsTheSameAsIfItHadLived() {
    var restore = bench.create(restore());

    dyingInEveryPass(restore);

    assertThat(visited.getLast()).isEqualTo(RestorePhase.COMPLETE);
    assertThatTheAppIsAsBefore();
    assertThatEveryWorkerRanOnce(restore);
  }

  @Test
  void isUndoneTheSameAsIfItHadLived() {
    isBackupWhole = false;
    var restore = bench.create(restore());

    dyingInEveryPass(restore);

    assertThat(visited.getLast()).isEqualTo(RestorePhase.FAILED);
    assertThatTheAppIsAsBefore();
    assertThatEveryWorkerRanOnce(restore);
  }

  /** Every other pass is the first one of a successor, which writes down what it finds. */
  private void dyingInEveryPass(Restore restore) {
    for (int pass = 0; !hasEnded(); pass++) {
      assertThat(pass).as("passes, on the way of %s", visited).isLessThan(TOO_MANY_PASSES);
      var seen = observer.observe(bench.get(restore));
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

  private void note(RestoreView seen, Decision decision) {
    var now = bench.get(seen.restore());
    now.setStatus(new RestoreStatuses(seen, decision).status());
    bench.client().resource(now).updateStatus();
    visited.add(decision.phase());
  }

  private boolean hasEnded() {
    return !visited.isEmpty()
        && (visited.getLast().isEnd() || visited.getLast() == RestorePhase.NEEDS_ATTENTION);
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
    return step.equals("RestoreData") && !isBackupWhole
        ? WorkReport.failed(FailureCode.BACKUP_DAMAGED, "it is not whole")
        : WorkReport.done("done", resultOf(step));
  }

  private static WorkResult resultOf(String step) {
    return switch (step) {
      case "BackUp" -> new BackedUp("crm/2", 10, 10, List.of(), THEN, THEN, THEN, "17.11", 17);
      case "CheckBackup", "RestoreData" -> new Restored("crm/uid/1", 42);
      case "CheckHealth" -> new Checked(List.of());
      default -> new Fenced(step.startsWith("Raise"), 1);
    };
  }

  private void assertThatEveryWorkerRanOnce(Restore restore) {
    assertThat(
            bench
                .client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(bench.namespace())
                .withLabel(Labels.RUN, restore.getMetadata().getUid())
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

  private static Restore restore() {
    var restore = RestoreFixtures.read("restore.yaml", Restore.class);
    restore.getMetadata().setNamespace(null);
    restore.getMetadata().setUid(null);
    restore.getMetadata().setGeneration(null);
    return restore;
  }
}
