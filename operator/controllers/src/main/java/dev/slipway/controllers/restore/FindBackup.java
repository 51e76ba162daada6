package dev.slipway.controllers.restore;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.backup.BackupScope;
import dev.slipway.api.restore.BackupLocation;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Stall;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The backup has to be whole, one that may go to the target, and one that can be opened there. */
final class FindBackup implements RestoreStep {
  private static final Duration RECHECK = Duration.ofSeconds(15);

  @Override
  public StepResult evaluate(RestoreView seen) {
    var location = seen.spec().backup().location();
    if (location != null) {
      return atLocation(location, seen);
    }
    var backup = seen.backup();
    return backup == null
        ? stall(
            "BackupMissing",
            "there is no Backup %s in namespace %s: see kubectl get slbak for those that are there"
                .formatted(seen.spec().backup().name(), seen.backupNamespace()))
        : found(backup, seen);
  }

  private static StepResult atLocation(BackupLocation location, RestoreView seen) {
    if (BackupPlace.isBucketAlone(location.s3())) {
      return stall(
          "BackupMissing",
          "spec.backup.location.s3.prefix leads to no folder: make a restore whose prefix is the"
              + " backup's own, such as crm/4f1c.../");
    }
    return readyFor(seen).orElseGet(() -> new Done("the backup is looked at by a worker"));
  }

  private static StepResult found(Backup backup, RestoreView seen) {
    var name = "Backup " + backup.getMetadata().getName();
    return Stream.<Supplier<Optional<StepResult>>>of(
            () -> wayOf(seen).obstacle(backup, seen),
            () -> unsuitable(backup, seen),
            () -> incomplete(backup),
            () -> readyFor(seen))
        .flatMap(it -> it.get().stream())
        .findFirst()
        .orElseGet(() -> new Done(name + " is complete"));
  }

  private static Way wayOf(RestoreView seen) {
    return seen.isIndependent() ? new Way.Independent() : new Way.InPlace();
  }

  private static Optional<StepResult> unsuitable(Backup backup, RestoreView seen) {
    return seen.isIndependent() && backup.getSpec().scope() == BackupScope.CONFIGURATION
        ? Optional.of(
            stall(
                "BackupUnsuitable",
                "Backup %s is a checkpoint of configuration: an empty environment needs one of scope Full or Database"
                    .formatted(backup.getMetadata().getName())))
        : Optional.empty();
  }

  private static Optional<StepResult> incomplete(Backup backup) {
    var status = backup.getStatus();
    var isComplete =
        status != null
            && Conditions.holds(status.conditions(), "Complete")
            && status.location() != null
            && status.startedAt() != null;
    return isComplete
        ? Optional.empty()
        : Optional.of(
            stall(
                "BackupIncomplete",
                "Backup %s is not complete: wait for it, or restore one that is"
                    .formatted(backup.getMetadata().getName())));
  }

  private static Optional<StepResult> readyFor(RestoreView seen) {
    var claims = RestoredClaims.of(seen);
    return claims
        .mismatch()
        .map(why -> stall("ClaimsDiffer", why))
        .or(() -> claims.obstacle().map(why -> stall("ClaimNotReadable", why)));
  }

  static StepResult stall(String reason, String message) {
    return new Stall(reason, message, RECHECK);
  }
}
