package dev.slipway.controllers.restore;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.Consumer;
import dev.slipway.api.environment.ConsumerRight;
import dev.slipway.controllers.step.StepResult;
import java.util.List;
import java.util.Optional;

/** Which backups may go to a target. */
sealed interface Way {
  /** Why this one may not; empty where it may. */
  Optional<StepResult> obstacle(Backup backup, RestoreView seen);

  /** Back to where it came from. */
  record InPlace() implements Way {
    @Override
    public Optional<StepResult> obstacle(Backup backup, RestoreView seen) {
      var environment = backup.getSpec().environment();
      return isOfTarget(backup, seen)
          ? Optional.empty()
          : Optional.of(
              FindBackup.stall(
                  "BackupOfAnotherEnvironment",
                  "Backup %s is of AppEnvironment %s of namespace %s: in place it can only go back to where it came from; mode Independent brings it elsewhere"
                      .formatted(
                          backup.getMetadata().getName(), environment, seen.backupNamespace())));
    }
  }

  /** To another environment, which opens it with Secrets of its own namespace. */
  record Independent() implements Way {
    @Override
    public Optional<StepResult> obstacle(Backup backup, RestoreView seen) {
      if (isOfTarget(backup, seen)) {
        return Optional.of(
            FindBackup.stall(
                "TargetIsOrigin",
                "AppEnvironment %s is the one that the backup is of: make a restore with mode InPlace, or into another one"
                    .formatted(seen.spec().target())));
      }
      var origin = seen.origin();
      if (origin == null) {
        return Optional.of(
            FindBackup.stall(
                "EnvironmentMissing",
                "AppEnvironment %s of namespace %s is gone, so it is not known where its backups are: make a restore with backup.location"
                    .formatted(backup.getSpec().environment(), seen.backupNamespace())));
      }
      return isHere(seen) ? Optional.empty() : foreign(origin, seen);
    }

    private static Optional<StepResult> foreign(AppEnvironment origin, RestoreView seen) {
      if (!consents(origin, seen.namespace())) {
        return Optional.of(
            FindBackup.stall(
                "NotConsented",
                "AppEnvironment %s of namespace %s does not let namespace %s restore its backups: have {namespace: %s, may: [RestoreBackups]} added to its spec.consumers"
                    .formatted(
                        origin.getMetadata().getName(),
                        seen.backupNamespace(),
                        seen.namespace(),
                        seen.namespace())));
      }
      var theirs = origin.getSpec().stores().backups().s3().endpoint();
      var ours = seen.target().getSpec().stores().backups().s3().endpoint();
      return theirs.equals(ours)
          ? Optional.empty()
          : Optional.of(
              FindBackup.stall(
                  "StoreElsewhere",
                  "the backup is at %s, and the credentials of AppEnvironment %s are for %s: make a restore with backup.location and Secrets of this namespace"
                      .formatted(theirs, seen.spec().target(), ours)));
    }

    private static boolean consents(AppEnvironment origin, String namespace) {
      return requireNonNullElse(origin.getSpec().consumers(), List.<Consumer>of()).stream()
          .filter(it -> it.namespace().equals("*") || it.namespace().equals(namespace))
          .anyMatch(it -> it.may().contains(ConsumerRight.RESTORE_BACKUPS));
    }
  }

  private static boolean isOfTarget(Backup backup, RestoreView seen) {
    return isHere(seen) && backup.getSpec().environment().equals(seen.spec().target());
  }

  private static boolean isHere(RestoreView seen) {
    return seen.backupNamespace().equals(seen.namespace());
  }
}
