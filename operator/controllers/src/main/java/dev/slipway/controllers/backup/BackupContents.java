package dev.slipway.controllers.backup;

import static java.util.Objects.requireNonNull;

import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.engine.order.BackedUp;
import dev.slipway.engine.order.Checkpointed;
import dev.slipway.engine.order.Verified;
import java.util.List;
import java.util.Optional;

/**
 * Finds out what is stored: from what the workers told, and where that is collected from status.
 */
record BackupContents(BackupView seen) {
  /** A condition: keys of the app lie in the store for everybody to read who can read it. */
  static final String KEYS_IN_CLEAR = "KeyMaterialInClear";

  BackupContent of() {
    var written = backedUp().or(this::checkpointed).or(this::adopted).or(this::remembered);
    var content = written.orElse(BackupContent.NONE);
    return seen.attempts()
        .result(ProveBackup.STEP, Verified.class)
        .map(content::provenBy)
        .orElse(content);
  }

  private Optional<BackupContent> backedUp() {
    return seen.attempts()
        .result(WriteBackup.STEP, BackedUp.class)
        .map(made -> BackupContent.of(made, version()));
  }

  private Optional<BackupContent> checkpointed() {
    return seen.attempts()
        .result(WriteCheckpoint.STEP, Checkpointed.class)
        .map(made -> BackupContent.of(made, version()));
  }

  private Optional<BackupContent> adopted() {
    return seen.attempts()
        .result(AdoptBackup.STEP, Verified.class)
        .filter(verified -> verified.backup() != null)
        .map(verified -> BackupContent.of(verified, requireNonNull(verified.backup())));
  }

  private Optional<BackupContent> remembered() {
    return Optional.ofNullable(seen.status())
        .filter(status -> status.location() != null)
        .map(
            status ->
                BackupContent.of(
                    status,
                    Conditions.find(status.conditions(), KEYS_IN_CLEAR)
                        .map(it -> List.of(it.message()))
                        .orElse(List.of())));
  }

  private String version() {
    return seen.lastAttempt()
        .map(attempt -> ((Reported) attempt.state()).report().version())
        .orElseThrow();
  }
}
