package dev.slipway.controllers.schedule;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.AppEnvironmentStatus;
import dev.slipway.api.environment.BackupPlan;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.restore.Restore;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.work.JobAttempts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that one pass knows of what an environment is owed by the clock.
 *
 * @param backups of the environment
 * @param plans into it
 * @param restores that may read its backups, wherever they restore to
 * @param isBusy whether a release or restore holds it
 */
public record UpkeepView(
    AppEnvironment environment,
    List<Backup> backups,
    List<MigrationPlan> plans,
    List<Restore> restores,
    JobAttempts attempts,
    boolean isBusy,
    String workerImage,
    Instant now) {
  public UpkeepView {
    backups = List.copyOf(backups);
    plans = List.copyOf(plans);
    restores = List.copyOf(restores);
  }

  public UpkeepView withAttempts(JobAttempts others) {
    return new UpkeepView(environment, backups, plans, restores, others, isBusy, workerImage, now);
  }

  BackupPlan wanted() {
    return environment.getSpec().backups();
  }

  @Nullable AppEnvironmentStatus status() {
    return environment.getStatus();
  }

  /** Whether the spec has changed since status was written. */
  boolean isNew() {
    var status = status();
    return status == null
        || !environment.getMetadata().getGeneration().equals(status.observedGeneration());
  }

  List<Backup> completeBackups() {
    return backups.stream()
        .filter(it -> it.getStatus() != null)
        .filter(it -> Conditions.holds(it.getStatus().conditions(), "Complete"))
        .toList();
  }
}
