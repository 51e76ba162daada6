package dev.slipway.controllers.restore;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.Stage;
import dev.slipway.api.restore.Restore;
import dev.slipway.api.restore.RestoreMode;
import dev.slipway.api.restore.RestorePhase;
import dev.slipway.api.restore.RestoreSpec;
import dev.slipway.api.restore.RestoreStatus;
import dev.slipway.api.status.QuiesceRecord;
import dev.slipway.api.status.StepStatus;
import dev.slipway.controllers.check.JobsSeen;
import dev.slipway.controllers.quiesce.App;
import dev.slipway.controllers.step.Journal;
import dev.slipway.controllers.work.JobAttempts;
import dev.slipway.controllers.work.RunId;
import dev.slipway.engine.order.Restored;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that one pass knows of a restore.
 *
 * @param forbidden what the API server would not let the operator see, in its words
 * @param app the target's parts; absent where there is no target
 * @param jobs those that the restore's checks are made of
 * @param backup what is restored; absent as well where it is named by its place in a store
 * @param origin the environment that the backup is of, where it is known
 * @param safetyBackup of the target as it was before
 */
record RestoreView(
    Restore restore,
    @Nullable String forbidden,
    @Nullable App app,
    JobAttempts attempts,
    JobsSeen jobs,
    @Nullable Backup backup,
    @Nullable AppEnvironment origin,
    @Nullable Backup safetyBackup,
    String operatorImage,
    Instant now) {
  private static final RestoreStatus EMPTY =
      new RestoreStatus(
          List.of(), null, null, null, List.of(), null, null, null, List.of(), null, null, null,
          null, null, null, null);

  RestoreSpec spec() {
    return restore.getSpec();
  }

  RestoreStatus status() {
    return requireNonNullElse(restore.getStatus(), EMPTY);
  }

  String namespace() {
    return restore.getMetadata().getNamespace();
  }

  String name() {
    return restore.getMetadata().getName();
  }

  long generation() {
    return restore.getMetadata().getGeneration();
  }

  RunId run() {
    return Runs.idOf(restore);
  }

  RestorePhase phase() {
    return requireNonNullElse(status().phase(), RestorePhase.PENDING);
  }

  Journal journal() {
    return Journal.of(status().steps());
  }

  /** Only for steps that come after the target was found. */
  App requireApp() {
    return requireNonNull(app, "the target was found");
  }

  AppEnvironment target() {
    return requireApp().environment();
  }

  /** Only for steps that come after it was recorded what the app was like. */
  QuiesceRecord recorded() {
    var recorded = requireNonNull(status().quiesce(), "the app's state was recorded");
    return isIndependent() && journal().isDone(RestoreData.STEP)
        ? Awakening.of(recorded)
        : recorded;
  }

  boolean isIndependent() {
    return spec().mode() == RestoreMode.INDEPENDENT;
  }

  String backupNamespace() {
    return requireNonNullElse(spec().backup().namespace(), namespace());
  }

  /** Whether a copy of production goes to where nobody expects that it writes to customers. */
  boolean isSilenced() {
    return isIndependent()
        && !spec().allowOutgoingEffects()
        && target().getSpec().stage() != Stage.PRODUCTION
        && (origin == null || origin.getSpec().stage() == Stage.PRODUCTION);
  }

  /** The image that this run began with. */
  String workerImage() {
    var effective = status().effective();
    return effective == null
        ? operatorImage
        : requireNonNullElse(effective.workerImage(), operatorImage);
  }

  boolean isBackedUpBefore() {
    var wish = spec().safetyBackup();
    return wish == null ? !isIndependent() : wish == dev.slipway.api.restore.SafetyBackup.REQUIRED;
  }

  /** Of the app in the backup, as far as it tells. */
  @Nullable String appVersion() {
    var effective = status().effective();
    return attempts
        .result(CheckBackup.STEP, Restored.class)
        .map(Restored::appVersion)
        .orElse(effective == null ? null : effective.appVersion());
  }

  Duration sinceBeginOf(String step) {
    return journal()
        .entry(step)
        .map(StepStatus::startedAt)
        .map(start -> Duration.between(start, now))
        .orElse(Duration.ZERO);
  }

  boolean isDeleted() {
    return restore.getMetadata().getDeletionTimestamp() != null;
  }

  /** Somebody wants the restore to end, by word or by deleting it. */
  boolean isAborted() {
    return spec().abort() || isDeleted();
  }
}
