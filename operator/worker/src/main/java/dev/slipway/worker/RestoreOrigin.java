package dev.slipway.worker;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.backup.BackupManifest;
import dev.slipway.engine.backup.BackupReader;
import dev.slipway.engine.backup.BackupScope;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.order.RestoreOrder;
import dev.slipway.engine.store.ObjectStore;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a backup is the one that its order speaks of, as only its manifest tells. One that is
 * gone by now may have been restored before, as the ledger knows.
 */
record RestoreOrigin(RestoreOrder order, ObjectStore store) {
  void require() {
    new BackupReader(store).find(order.location()).ifPresent(this::require);
  }

  private void require(BackupManifest manifest) {
    var refusals = new ArrayList<Finding>();
    refusals.addAll(emptyForACheckpoint(manifest));
    if (order.source() != null && !order.independent()) {
      refusals.addAll(another(manifest));
    }
    refusals.addAll(older(manifest));
    if (!refusals.isEmpty()) {
      throw EngineException.refused(FailureCode.RESTORE_UNSUITABLE, refusals);
    }
  }

  private List<Finding> emptyForACheckpoint(BackupManifest manifest) {
    return order.independent() && manifest.scope() == BackupScope.CONFIGURATION
        ? List.of(
            Finding.refusal(
                "checkpoint",
                order.location(),
                "it is a checkpoint: configuration alone makes no app of an empty database",
                "name a backup of scope Full or Database"))
        : List.of();
  }

  private List<Finding> another(BackupManifest manifest) {
    return manifest.environment().equals(order.step().backupsFolder())
        ? List.of()
        : List.of(
            Finding.refusal(
                "other-environment",
                order.location(),
                "it is of environment %s, and in place it would replace %s"
                    .formatted(manifest.environment(), order.step().backupsFolder()),
                "restore it with mode Independent"));
  }

  private List<Finding> older(BackupManifest manifest) {
    var accepted = order.lossAcceptedSince();
    return accepted == null || !accepted.isAfter(manifest.started())
        ? List.of()
        : List.of(
            Finding.refusal(
                "data-loss",
                order.location(),
                "it is of %s, and what was written since would be lost; accepted is only since %s"
                    .formatted(manifest.started(), accepted),
                "if that may be, say so with acceptDataLossSince"));
  }
}
