package dev.slipway.controllers.backup;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.bench.OperatorBench;
import dev.slipway.controllers.bench.RunningOperator;
import dev.slipway.controllers.work.Labels;
import dev.slipway.controllers.work.WorkerLimits;
import dev.slipway.controllers.work.WorkerQueue;
import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator that may have one worker at a time. */
class WorkerQueueApiIT {
  private static final String STEP = "BackUp";

  private final OperatorBench bench = OperatorBench.withOnly(WorkerQueueApiIT::reconciler);

  @BeforeEach
  void createEnvironment() {
    bench.createApp();
    bench.create(Crm.environment());
  }

  @AfterEach
  void stop() throws InterruptedException {
    bench.stop();
  }

  @Test
  void haveTheSecondWaitForTheFirstAndSayWhereItIs() {
    var first = begun("first");
    var second = bench.create(backup("second", Map.of()));
    Await.until(
        "its place in line",
        Duration.ofSeconds(20),
        () -> words(second).contains("number 1 in line, as at most 1 run in the cluster"));
    assertThat(jobs(second)).isZero();

    bench.endWorker(uid(first), STEP, 1, Backups.DONE);

    bench.endWorker(uid(second), STEP, 1, Backups.DONE);
    bench.await(second, "Complete", ConditionStatus.TRUE);
  }

  @Test
  void doNotKeepAClosedAppWaiting() {
    begun("first");

    var before = bench.create(backup("before-release", Map.of(Labels.BACKUP_REASON, "PreRelease")));

    bench.endWorker(uid(before), STEP, 1, Backups.DONE);
    bench.await(before, "Complete", ConditionStatus.TRUE);
  }

  @Test
  void takeUpTheWorkersOfTheOperatorBefore() throws InterruptedException {
    var running = begun("first");
    bench.stopOperator();

    var successor = RunningOperator.startOnly(bench.client(), reconciler(bench.client()));

    try {
      var next = bench.create(backup("next", Map.of()));
      Await.until(
          "its place in line", Duration.ofSeconds(20), () -> words(next).contains("in line"));
      assertThat(jobs(running)).isOne();
      bench.endWorker(uid(running), STEP, 1, Backups.DONE);
      bench.await(running, "Complete", ConditionStatus.TRUE);
    } finally {
      successor.stop();
    }
  }

  private Backup begun(String name) {
    var backup = bench.create(backup(name, Map.of()));
    bench.awaitJob(uid(backup), STEP, 1);
    return backup;
  }

  private int jobs(Backup backup) {
    return bench.jobs(uid(backup)).size();
  }

  private String words(Backup backup) {
    var status = bench.get(backup).getStatus();
    return status == null ? "" : status.conditions().toString();
  }

  private static BackupReconciler reconciler(KubernetesClient client) {
    var queue = new WorkerQueue(client, new WorkerLimits(1, 1), Clock.systemUTC());
    return new BackupReconciler(client, "slipway:test", Clock.systemUTC(), queue);
  }

  private static Backup backup(String name, Map<String, String> labels) {
    var backup = Backups.backup("");
    backup.getMetadata().setName(name);
    backup.getMetadata().setLabels(labels);
    return backup;
  }

  private static String uid(Backup backup) {
    return requireNonNull(backup.getMetadata().getUid());
  }
}
