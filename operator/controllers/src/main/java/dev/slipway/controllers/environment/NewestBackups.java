package dev.slipway.controllers.environment;

import static java.util.Comparator.comparing;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.backup.BackupScope;
import dev.slipway.api.backup.Verification;
import dev.slipway.api.environment.LastBackup;
import dev.slipway.api.environment.LastVerifiedBackup;
import dev.slipway.controllers.step.Conditions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest of an environment's backups. A checkpoint is none: the database is not in it. */
final class NewestBackups {
  private final List<Backup> complete;
  private final boolean onlyRestored;

  /**
   * @param wanted how far they are to be proven
   */
  NewestBackups(EnvironmentUsers users, Verification wanted) {
    this.onlyRestored = wanted == Verification.SCRATCH;
    this.complete = users.backups().stream().filter(NewestBackups::isComplete).toList();
  }

  @Nullable LastBackup last() {
    return complete.stream()
        .filter(backup -> backup.getStatus().finishedAt() != null)
        .max(comparing(backup -> backup.getStatus().finishedAt()))
        .map(
            backup ->
                new LastBackup(
                    backup.getMetadata().getName(),
                    backup.getStatus().finishedAt(),
                    backup.getStatus().size()))
        .orElse(null);
  }

  @Nullable LastVerifiedBackup lastVerified() {
    return complete.stream()
        .filter(backup -> backup.getStatus().verifiedAt() != null)
        .filter(backup -> !onlyRestored || backup.getStatus().verifiedHow() == Verification.SCRATCH)
        .max(comparing(backup -> backup.getStatus().verifiedAt()))
        .map(
            backup ->
                new LastVerifiedBackup(
                    backup.getMetadata().getName(),
                    backup.getStatus().verifiedAt(),
                    backup.getStatus().verifiedHow()))
        .orElse(null);
  }

  private static boolean isComplete(Backup backup) {
    return backup.getSpec().scope() != BackupScope.CONFIGURATION
        && Conditions.holds(backup.getStatus().conditions(), "Complete");
  }
}
