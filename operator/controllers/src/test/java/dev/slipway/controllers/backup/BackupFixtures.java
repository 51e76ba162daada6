package dev.slipway.controllers.backup;

import static java.util.Objects.requireNonNull;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.backup.Backup;
import dev.slipway.api.backup.BackupStatus;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.AppEnvironmentStatus;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.work.AppObjects;
import dev.slipway.controllers.work.ClaimPlace;
import dev.slipway.controllers.work.JobAttempt;
import dev.slipway.controllers.work.JobAttempts;
import dev.slipway.controllers.work.JobState;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.controllers.work.WorkerJob;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.order.WorkResult;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A backup, and what one pass sees of it. */
final class BackupFixtures {
  static final Instant NOW = Instant.parse("2026-11-21T09:10:00Z");

  private static final KubernetesSerialization YAML = SlipwaySerialization.create();

  private final Backup backup;
  private final List<JobAttempt> attempts = new ArrayList<>();
  private @Nullable AppEnvironment environment = Crm.storedEnvironment();
  private @Nullable BackupUser user;
  private AppObjects workloads = AppObjects.NONE;
  private ClaimPlace place = ClaimPlace.ANYWHERE;

  private BackupFixtures(Backup backup) {
    this.backup = backup;
  }

  /**
   * @param spec as the inside of a YAML mapping
   */
  static BackupFixtures aBackup(String spec) {
    return new BackupFixtures(Backups.stored(spec, Map.of()));
  }

  static BackupFixtures aScheduledBackup() {
    return new BackupFixtures(Backups.stored("", Map.of("slipway.dev/backup-reason", "Scheduled")));
  }

  /**
   * @param more lines of the spec
   */
  BackupFixtures environment(String more) {
    environment = Crm.storedEnvironment();
    environment.setSpec(Crm.environment(Crm.yaml() + more.indent(2)).getSpec());
    return this;
  }

  BackupFixtures encrypted() {
    environment = Crm.storedEnvironment();
    environment.setSpec(Crm.encrypted().getSpec());
    return this;
  }

  BackupFixtures withoutEnvironment() {
    environment = null;
    return this;
  }

  BackupFixtures environmentStatus(String status) {
    requireNonNull(environment)
        .setStatus(YAML.unmarshal("---\n{" + status + "}", AppEnvironmentStatus.class));
    return this;
  }

  BackupFixtures workloads(AppObjects seen) {
    workloads = seen;
    return this;
  }

  BackupFixtures place(ClaimPlace seen) {
    place = seen;
    return this;
  }

  BackupFixtures status(String status) {
    backup.setStatus(YAML.unmarshal("---\n{" + status + "}", BackupStatus.class));
    return this;
  }

  BackupFixtures deleted() {
    backup.getMetadata().setDeletionTimestamp(NOW.toString());
    return this;
  }

  BackupFixtures held() {
    backup.getMetadata().setFinalizers(List.of(HoldContent.FINALIZER));
    return this;
  }

  BackupFixtures alsoTakenUpBy(String words) {
    user = new BackupUser(words, true);
    return this;
  }

  BackupFixtures neededBy(String words) {
    user = new BackupUser(words, false);
    return this;
  }

  BackupFixtures done(String step, WorkResult result) {
    return attempt(step, new Reported(WorkReport.done(step + " done", result), NOW));
  }

  BackupFixtures failed(String step, FailureCode code) {
    return attempt(step, new Reported(WorkReport.failed(code, "no"), NOW));
  }

  BackupFixtures attempt(String step, JobState state) {
    attempts.add(new JobAttempt(step, 1, 1, NOW, state));
    return this;
  }

  BackupView view() {
    return new BackupView(
        backup,
        environment,
        null,
        new JobAttempts(attempts),
        workloads,
        place,
        user,
        "slipway:test",
        NOW);
  }

  StepResult next() {
    return new BackupPlanner().next(view());
  }

  /** The Job that is started next. */
  WorkerJob job() {
    return ((Action.StartJob) action()).job();
  }

  Action action() {
    return ((Act) next()).action();
  }

  /** What is said after this pass. */
  BackupStatus said() {
    return new BackupStatuses(view(), next()).status();
  }
}
