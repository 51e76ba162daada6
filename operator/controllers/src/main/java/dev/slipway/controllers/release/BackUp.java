package dev.slipway.controllers.release;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.backup.BackupScope;
import dev.slipway.api.backup.BackupSpec;
import dev.slipway.api.backup.DeletionPolicy;
import dev.slipway.api.backup.Verification;
import dev.slipway.api.plan.BackupPolicy;
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
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A gate: there is a way back, complete and read back, before anything is changed. */
final class BackUp implements ReleaseStep {
  static final String STEP = "BackUp";

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int LONGEST_NAME_OF_PLAN = 200;

  @Override
  public StepResult evaluate(ReleaseView seen) {
    if (seen.spec().backup() == BackupPolicy.SKIP) {
      return new NotNeeded("spec.backup is Skip, and the environment allows it");
    }
    var backup = seen.backup();
    if (backup == null) {
      return new Act(new Action.Create(wanted(seen)), "a Backup begins");
    }
    var status = backup.getStatus();
    var name = "Backup " + backup.getMetadata().getName();
    if (status != null && Conditions.holds(status.conditions(), "Failed")) {
      return new Fail(
          "BackupFailed", name + ": " + Conditions.message(status.conditions(), "Failed"));
    }
    if (status != null && Conditions.holds(status.conditions(), "Complete")) {
      return new Done(name + " is complete and read back");
    }
    return status != null && Conditions.holds(status.conditions(), "Stalled") && isTooLong(seen)
        ? new Fail(
            "BackupStalled", name + ": " + Conditions.message(status.conditions(), "Stalled"))
        : new Wait(name, POLL);
  }

  /** Somebody has to act first; the app is not kept closed until they do. */
  private static boolean isTooLong(ReleaseView seen) {
    var patience = Durations.parse(seen.target().getSpec().quiesce().timeout());
    return seen.sinceBeginOf(STEP).compareTo(patience) > 0;
  }

  /** The name is the run's own, so that it is found again whatever is forgotten. */
  static String name(ReleaseView seen) {
    var plan = seen.plan().getMetadata().getName();
    var cut = plan.substring(0, Math.min(plan.length(), LONGEST_NAME_OF_PLAN));
    return cut + "-" + seen.run().value().substring(0, 4) + "-1";
  }

  private static Backup wanted(ReleaseView seen) {
    var backup = new Backup();
    backup.setMetadata(
        new ObjectMetaBuilder()
            .withName(name(seen))
            .withNamespace(seen.namespace())
            .addToLabels(Labels.RUN, seen.run().value())
            .addToLabels(Labels.BACKUP_REASON, "PreRelease")
            .build());
    backup.setSpec(
        new BackupSpec(
            seen.spec().target(),
            BackupScope.FULL,
            "before MigrationPlan " + seen.plan().getMetadata().getName(),
            Verification.CHECKSUM,
            null,
            false,
            DeletionPolicy.RETAIN,
            null));
    return backup;
  }

  /** Where the backup of this run lies, if it has one. */
  static @Nullable String location(ReleaseView seen) {
    var backup = seen.backup();
    return backup == null || backup.getStatus() == null ? null : backup.getStatus().location();
  }
}
