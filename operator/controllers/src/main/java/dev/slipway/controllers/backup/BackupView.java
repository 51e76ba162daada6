package dev.slipway.controllers.backup;

import static java.util.Objects.requireNonNull;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.backup.BackupSpec;
import dev.slipway.api.backup.BackupStatus;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.controllers.work.AppObjects;
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
 */
record BackupView(
    Backup backup,
    @Nullable AppEnvironment found,
    @Nullable String forbidden,
    JobAttempts attempts,
    AppObjects workloads,
    String workerImage,
    Instant now) {
  private static final Set<String> URGENT = Set.of("PreRelease", "Safety");

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

  /** For the steps that come after the one that finds it. */
  AppEnvironment environment() {
    return requireNonNull(found, "FindEnvironment comes first");
  }

  /** Whether a release or restore has closed the app, and goes on once this is made. */
  boolean isUrgent() {
    var labels = backup.getMetadata().getLabels();
    return labels != null && URGENT.contains(labels.getOrDefault(Labels.BACKUP_REASON, ""));
  }

  Optional<JobAttempt> lastAttempt() {
    return attempts.last(WriteBackup.STEP);
  }
}
