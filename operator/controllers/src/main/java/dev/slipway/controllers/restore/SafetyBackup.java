package dev.slipway.controllers.restore;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.backup.BackupScope;
import dev.slipway.api.backup.BackupSpec;
import dev.slipway.api.backup.DeletionPolicy;
import dev.slipway.api.backup.Verification;
import dev.slipway.api.restore.Restore;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.step.Durations;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.Labels;
import dev.slipway.controllers.work.RunId;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;

/** A gate: what is replaced can be brought back in turn. */
final class SafetyBackup implements RestoreStep {
  static final String STEP = "SafetyBackup";

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int LONGEST_NAME_OF_RESTORE = 200;

  @Override
  public StepResult evaluate(RestoreView seen) {
    if (!seen.isBackedUpBefore()) {
      return new NotNeeded("spec.safetyBackup is Skip");
    }
    var backup = seen.safetyBackup();
    return backup == null
        ? new Act(new Action.Create(wanted(seen)), "a Backup of the target as it is begins")
        : after(backup, seen);
  }

  /** The name is the run's own, so that it is found again whatever is forgotten. */
  static String nameFor(Restore restore) {
    var name = restore.getMetadata().getName();
    return name.substring(0, Math.min(name.length(), LONGEST_NAME_OF_RESTORE))
        + "-safety-"
        + RunId.of(restore).value().substring(0, 4);
  }

  private static StepResult after(Backup backup, RestoreView seen) {
    var name = "Backup " + backup.getMetadata().getName();
    var status = backup.getStatus();
    if (status == null) {
      return new Wait(name, POLL);
    }
    if (Conditions.holds(status.conditions(), "Complete")) {
      return new Done(name + " is complete and read back");
    }
    if (Conditions.holds(status.conditions(), "Failed")) {
      return failed(name, Conditions.message(status.conditions(), "Failed"));
    }
    return isStuck(backup, seen)
        ? failed(name, Conditions.message(status.conditions(), "Stalled"))
        : new Wait(name, POLL);
  }

  /** The app is closed: what people have to mend first is not awaited for long. */
  private static boolean isStuck(Backup backup, RestoreView seen) {
    var patience = Durations.parse(seen.target().getSpec().quiesce().timeout());
    return Conditions.holds(backup.getStatus().conditions(), "Stalled")
        && seen.sinceBeginOf(STEP).compareTo(patience) > 0;
  }

  private static StepResult failed(String name, String why) {
    return new Fail("SafetyBackupFailed", name + ": " + why);
  }

  private static Backup wanted(RestoreView seen) {
    var backup = new Backup();
    backup.setMetadata(
        new ObjectMetaBuilder()
            .withName(nameFor(seen.restore()))
            .withNamespace(seen.namespace())
            .addToLabels(Labels.RUN, seen.run().value())
            .addToLabels(Labels.BACKUP_REASON, "Safety")
            .build());
    backup.setSpec(
        new BackupSpec(
            seen.spec().target(),
            BackupScope.FULL,
            "before Restore " + seen.name(),
            Verification.CHECKSUM,
            null,
            false,
            DeletionPolicy.RETAIN,
            null));
    return backup;
  }
}
