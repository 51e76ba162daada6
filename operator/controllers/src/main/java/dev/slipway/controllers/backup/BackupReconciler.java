package dev.slipway.controllers.backup;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.controllers.step.Actions;
import dev.slipway.controllers.step.MissingRights;
import dev.slipway.controllers.step.Retrying;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.Turns;
import dev.slipway.controllers.work.AppObjects;
import dev.slipway.controllers.work.JobAttempts;
import dev.slipway.controllers.work.JobState.Running;
import dev.slipway.controllers.work.RunId;
import dev.slipway.controllers.work.WorkerJobs;
import dev.slipway.controllers.work.WorkerLimits;
import dev.slipway.controllers.work.WorkerQueue;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Has one backup made. Once it is complete or has failed, it is never looked at again. */
@ControllerConfiguration(name = "backup")
public final class BackupReconciler implements Reconciler<Backup> {
  private static final Duration AFTER_AN_ACTION = Duration.ofSeconds(1);

  private final KubernetesClient client;
  private final WorkerJobs jobs;
  private final Turns turns;
  private final Actions actions;
  private final BackupPlanner planner = new BackupPlanner();
  private final String workerImage;
  private final Clock clock;

  /** One with a queue of its own. */
  public BackupReconciler(KubernetesClient client, String workerImage, Clock clock) {
    this(client, workerImage, clock, new WorkerQueue(client, WorkerLimits.DEFAULT, clock));
  }

  public BackupReconciler(
      KubernetesClient client, String workerImage, Clock clock, WorkerQueue queue) {
    this.client = client;
    this.jobs = new WorkerJobs(client);
    this.turns = new Turns(queue);
    this.actions = new Actions(client);
    this.workerImage = workerImage;
    this.clock = clock;
  }

  @Override
  public UpdateControl<Backup> reconcile(Backup backup, Context<Backup> context) {
    if (BackupStatuses.isFinal(backup.getStatus())) {
      return UpdateControl.noUpdate();
    }
    var seen = observe(backup);
    var pending = turns.of(planner.next(seen), seen.isUrgent());
    if (pending instanceof StepResult.Act(var action, _)) {
      actions.perform(action);
    }
    return report(seen, pending);
  }

  @Override
  public ErrorStatusUpdateControl<Backup> updateErrorStatus(
      Backup backup, Context<Backup> context, Exception failure) {
    var status = BackupStatuses.orEmpty(backup.getStatus());
    return Retrying.report(
        backup,
        failure,
        status.conditions(),
        conditions -> backup.setStatus(BackupStatuses.withConditions(status, conditions)),
        clock.instant());
  }

  private BackupView observe(Backup backup) {
    var namespace = backup.getMetadata().getNamespace();
    var environment =
        client
            .resources(AppEnvironment.class)
            .inNamespace(namespace)
            .withName(backup.getSpec().environment())
            .get();
    try {
      var attempts = jobs.attempts(namespace, RunId.of(backup));
      return view(backup, environment, null, attempts, workloads(environment, attempts));
    } catch (KubernetesClientException e) {
      var forbidden = MissingRights.of(e).orElseThrow(() -> e);
      return view(backup, environment, forbidden, JobAttempts.NONE, AppObjects.NONE);
    }
  }

  private BackupView view(
      Backup backup,
      @Nullable AppEnvironment environment,
      @Nullable String forbidden,
      JobAttempts attempts,
      AppObjects workloads) {
    return new BackupView(
        backup, environment, forbidden, attempts, workloads, workerImage, clock.instant());
  }

  /** While a worker runs nobody asks for them, and it is looked at every second. */
  private AppObjects workloads(@Nullable AppEnvironment environment, JobAttempts attempts) {
    var runs =
        attempts
            .last(WriteBackup.STEP)
            .filter(attempt -> attempt.state() instanceof Running)
            .isPresent();
    return environment == null || runs
        ? AppObjects.NONE
        : AppObjects.readWorkloads(client, environment);
  }

  private static UpdateControl<Backup> report(BackupView seen, StepResult pending) {
    var status = new BackupStatuses(seen, pending).status();
    var control = UpdateControl.<Backup>noUpdate();
    if (!status.equals(seen.status())) {
      seen.backup().setStatus(status);
      control = UpdateControl.patchStatus(seen.backup());
    }
    return switch (pending) {
      case StepResult.Done _, StepResult.NotNeeded _, StepResult.Fail _ -> control;
      case StepResult.Act _ -> control.rescheduleAfter(AFTER_AN_ACTION);
      case StepResult.Wait(_, var after) -> control.rescheduleAfter(after);
      case StepResult.Stall(_, _, var after) -> control.rescheduleAfter(after);
    };
  }
}
