package dev.slipway.controllers.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.bench.OperatorBench;
import io.fabric8.kubernetes.api.model.EventBuilder;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A worker whose pod has waited for three minutes, by the operator's clock. */
class StuckWorkerApiIT {
  private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(3));

  private final OperatorBench bench =
      OperatorBench.withOnly(client -> new BackupReconciler(client, "slipway:test", LATER));

  @AfterEach
  void stop() throws InterruptedException {
    bench.stop();
  }

  /** Nobody but the Job's own events tells. */
  @Test
  void stallsItsBackupWhereNoPodIsMade() {
    bench.createApp();
    bench.create(Crm.environment());
    var backup = bench.create(Backups.backup(""));
    var job = bench.awaitJob(backup.getMetadata().getUid(), "BackUp", 1);

    bench.create(
        new EventBuilder()
            .withNewMetadata()
            .withName("job.1")
            .endMetadata()
            .withReason("FailedCreate")
            .withMessage("Error creating: pods \"x\" is forbidden: exceeded quota: small")
            .withNewInvolvedObject()
            .withApiVersion("batch/v1")
            .withKind("Job")
            .withNamespace(bench.namespace())
            .withName(job.getMetadata().getName())
            .withUid(job.getMetadata().getUid())
            .endInvolvedObject()
            .build());

    var stalled = bench.await(backup, "Stalled", ConditionStatus.TRUE);
    assertThat(stalled.reason()).isEqualTo("QuotaExceeded");
    assertThat(stalled.message()).contains("exceeded quota: small");
  }

  /** A Job whose node is gone would be waited for until the end of days. */
  @Test
  void isFollowedByAnotherWhereItsNodeIsGone() {
    bench.createApp();
    bench.create(Crm.environment());
    var backup = bench.create(Backups.backup(""));
    var run = backup.getMetadata().getUid();
    var lost = bench.awaitJob(run, "BackUp", 1);

    bench.silenceNode(run, "BackUp", 1);

    bench.endWorker(run, "BackUp", 2, Backups.DONE);
    bench.await(backup, "Complete", ConditionStatus.TRUE);
    assertThat(bench.client().resource(lost).get()).isNull();
  }

  @Test
  void stallsItsBackupUntilItCanStart() {
    bench.createApp();
    bench.create(Crm.environment());
    var backup = bench.create(Backups.backup(""));
    var run = backup.getMetadata().getUid();

    bench.blockWorker(run, "BackUp", 1, "CreateContainerConfigError", "secret \"x\" not found");

    var stalled = bench.await(backup, "Stalled", ConditionStatus.TRUE);
    assertThat(stalled.reason()).isEqualTo("SecretMissing");
    assertThat(stalled.message()).contains("secret \"x\" not found");
    bench.endWorker(run, "BackUp", 1, Backups.DONE);
    bench.await(backup, "Complete", ConditionStatus.TRUE);
  }
}
