package dev.slipway.controllers.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.bench.OperatorBench;
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
