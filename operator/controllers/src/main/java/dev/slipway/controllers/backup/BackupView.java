package dev.slipway.controllers.backup;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.backup.Adopt;
import dev.slipway.api.backup.Backup;
import dev.slipway.api.backup.BackupPhase;
import dev.slipway.api.backup.BackupScope;
import dev.slipway.api.backup.BackupSpec;
import dev.slipway.api.backup.BackupStatus;
import dev.slipway.api.backup.DeletionPolicy;
import dev.slipway.api.backup.Verification;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.controllers.step.Durations;
import dev.slipway.controllers.work.AppObjects;
import dev.slipway.controllers.work.ClaimPlace;
import dev.slipway.controllers.work.JobAttempt;
import dev.slipway.controllers.work.JobAttempts;
import dev.slipway.controllers.work.Labels;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that one pass knows of a backup.
 *
 * @param found the environment that it names; absent where there is none
 * @param forbidden what the API server would not let the operator see, in its words; absent when it
 *     let it see all
 * @param workloads of the environment; they matter to a worker that is about to begin
 * @param place where its claims can be mounted; it matters likewise
 * @param user who else needs what is stored; only one that is going is asked about
 */
record BackupView(
    Backup backup,
    @Nullable AppEnvironment found,
    @Nullable String forbidden,
    JobAttempts attempts,
    AppObjects workloads,
    ClaimPlace place,
    @Nullable BackupUser user,
    String workerImage,
    Instant now) {
  private static final Set<String> URGENT = Set.of("PreRelease", "Safety");

  BackupView withAttempts(JobAttempts others) {
    return new BackupView(
        backup, found, forbidden, others, workloads, place, user, workerImage, now);
  }

  BackupView withApp(AppObjects others, ClaimPlace otherPlace) {
    return new BackupView(
        backup, found, forbidden, attempts, others, otherPlace, user, workerImage, now);
  }

  BackupView withUser(@Nullable BackupUser other) {
    return new BackupView(
        backup, found, forbidden, attempts, workloads, place, other, workerImage, now);
  }

  BackupView withForbidden(String words) {
    return new BackupView(backup, found, words, attempts, workloads, place, user, workerImage, now);
  }

  BackupSpec spec() {
    return backup.getSpec();
  }

  @Nullable BackupStatus status() {
    return backup.getStatus();
  }

  String namespace() {
    return backup.getMetadata().getNamespace();
  }

  long generation() {
    return backup.getMetadata().getGeneration();
  }

  @Nullable Adopt adopted() {
    return spec().adopt();
  }

  /** For the steps that come after the one that finds it. */
  AppEnvironment environment() {
    return requireNonNull(found, "FindEnvironment comes first");
  }

  /** Whether a release or restore has closed the app, and goes on once this is made. */
  boolean isUrgent() {
    return URGENT.contains(reason());
  }

  /** At writing it. */
  Optional<JobAttempt> lastAttempt() {
    return attempts.last(writingStep());
  }

  String writingStep() {
    if (adopted() != null) {
      return AdoptBackup.STEP;
    }
    return spec().scope() == BackupScope.CONFIGURATION ? WriteCheckpoint.STEP : WriteBackup.STEP;
  }

  /** Why it was made, in the word of its label; empty where nobody says. */
  String reason() {
    var labels = backup.getMetadata().getLabels();
    return labels == null ? "" : labels.getOrDefault(Labels.BACKUP_REASON, "");
  }

  /** How far it is to be proven. Reading it back is the least: what nobody has read is none. */
  Verification verification() {
    if (spec().scope() == BackupScope.CONFIGURATION) {
      return Verification.CHECKSUM;
    }
    var ofEnvironment = found == null ? Verification.CHECKSUM : found.getSpec().backups().verify();
    return requireNonNullElse(spec().verify(), ofEnvironment) == Verification.SCRATCH
        ? Verification.SCRATCH
        : Verification.CHECKSUM;
  }

  boolean isDeleted() {
    return backup.getMetadata().getDeletionTimestamp() != null;
  }

  /** Whether what is stored is to go, or the object alone. */
  boolean isGoing() {
    var status = status();
    var isExpiring = status != null && status.phase() == BackupPhase.DELETING;
    return isDeleted() || isExpiring || expiry().filter(end -> !now.isBefore(end)).isPresent();
  }

  /** Whether somebody has deleted the object, and what is stored stays. */
  boolean keepsContent() {
    return isDeleted() && spec().deletionPolicy() == DeletionPolicy.RETAIN;
  }

  /** When it is to go by itself; empty where it is not, or not yet made. */
  Optional<Instant> expiry() {
    var status = status();
    var length = spec().expiresAfter();
    return status == null || length == null || spec().pinned() || !BackupStatuses.isFinal(status)
        ? Optional.empty()
        : Optional.ofNullable(status.finishedAt()).map(end -> end.plus(Durations.parse(length)));
  }
}
