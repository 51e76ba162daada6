package dev.slipway.controllers.restore;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.backup.BackupScope;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Stall;
import java.time.Duration;

/** The backup has to be whole, and of this very environment. */
final class FindBackup implements RestoreStep {
  private static final Duration RECHECK = Duration.ofSeconds(15);

  @Override
  public StepResult evaluate(RestoreView seen) {
    var backup = seen.backup();
    return backup == null
        ? new Stall(
            "BackupMissing",
            "there is no Backup %s in namespace %s: see kubectl get slbak for those that are there"
                .formatted(seen.spec().backup().name(), seen.namespace()),
            RECHECK)
        : found(backup, seen);
  }

  private static StepResult found(Backup backup, RestoreView seen) {
    var name = "Backup " + backup.getMetadata().getName();
    var environment = backup.getSpec().environment();
    if (!environment.equals(seen.spec().target())) {
      return new Stall(
          "BackupOfAnotherEnvironment",
          "%s is of AppEnvironment %s: in place it can only go back to where it came from"
              .formatted(name, environment),
          RECHECK);
    }
    if (backup.getSpec().scope() == BackupScope.CONFIGURATION) {
      return new Stall(
          "BackupUnsuitable",
          name + " is a checkpoint of configuration: a restore needs one of scope Full or Database",
          RECHECK);
    }
    if (!isComplete(backup)) {
      return new Stall(
          "BackupIncomplete",
          name + " is not complete: wait for it, or restore one that is",
          RECHECK);
    }
    return RestoredClaims.of(seen)
        .obstacle()
        .<StepResult>map(why -> new Stall("ClaimNotReadable", why, RECHECK))
        .orElseGet(() -> new Done(name + " is complete"));
  }

  private static boolean isComplete(Backup backup) {
    var status = backup.getStatus();
    return status != null
        && Conditions.holds(status.conditions(), "Complete")
        && status.location() != null
        && status.startedAt() != null;
  }
}
