package dev.slipway.controllers.backup;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.backup.BackupScope;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.Actions;
import dev.slipway.controllers.step.Finalizer;
import dev.slipway.controllers.step.MissingRights;
import dev.slipway.controllers.step.NamespaceEnd;
import dev.slipway.controllers.step.Retrying;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.Turns;
import dev.slipway.controllers.work.AppObjects;
import dev.slipway.controllers.work.ClaimPlace;
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

/**
 * Has one backup made. What it came to is said once; after that it is only looked at to be taken
 * away.
 */
@ControllerConfiguration(name = "backup", triggerReconcilerOnAllEvents = true)
public final class BackupReconciler implements Reconciler<Backup> {
  private static final Duration AFTER_AN_ACTION = Duration.ofSeconds(1);

  private final KubernetesClient client;
  private final WorkerJobs jobs;
  private final Turns turns;
  private final Actions actions;
  private final BackupUsers users;
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
    this.users = new BackupUsers(client);
    this.workerImage = workerImage;
    this.clock = clock;
  }

  @Override
  public UpdateControl<Backup> reconcile(Backup backup, Context<Backup> context) {
    if (context.isPrimaryResourceDeleted()) {
      return UpdateControl.noUpdate();
    }
    var seen = observe(backup);
    var pending = turns.of(planner.next(seen), seen.isUrgent());
    if (pending instanceof StepResult.Act(var action, _) && !perform(action, seen)) {
      return UpdateControl.<Backup>noUpdate().rescheduleAfter(AFTER_AN_ACTION);
    }
    return isSettled(seen, pending) ? settled(seen, pending) : report(seen, pending);
  }

  /** Whether it was done. A namespace that is going takes no more Jobs: what is stored stays. */
  private boolean perform(Action action, BackupView seen) {
    try {
      return actions.tryTo(action);
    } catch (KubernetesClientException e) {
      if (!seen.isDeleted() || !NamespaceEnd.isCauseOf(e)) {
        throw e;
      }
      actions.tryTo(Finalizer.release(seen.backup(), HoldContent.FINALIZER));
      return false;
    }
  }

  /** Whether all is said, or the object itself has just been told to go. */
  private static boolean isSettled(BackupView seen, StepResult pending) {
    var goes =
        pending instanceof StepResult.Act(var action, _) && !(action instanceof Action.StartJob);
    return seen.isGoing()
        ? goes || seen.keepsContent() || pending instanceof StepResult.Done
        : BackupStatuses.isFinal(seen.status());
  }

  private static UpdateControl<Backup> settled(BackupView seen, StepResult pending) {
    var control = UpdateControl.<Backup>noUpdate();
    if (pending instanceof StepResult.Act) {
      return control.rescheduleAfter(AFTER_AN_ACTION);
    }
    return seen.expiry()
        .map(end -> control.rescheduleAfter(Duration.between(seen.now(), end).plusMillis(1)))
        .orElse(control);
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
    // there are thousands of those, and an operator that begins to lead looks at each
    var kept = view(backup, null);
    if (!kept.isGoing() && BackupStatuses.isFinal(backup.getStatus())) {
      return kept;
    }
    var seen = view(backup, environment(backup));
    try {
      var attempted = seen.withAttempts(jobs.attempts(seen.namespace(), RunId.of(backup)));
      return attempted.isGoing()
          ? attempted.withUser(users.of(backup).orElse(null))
          : withApp(attempted);
    } catch (KubernetesClientException e) {
      return seen.withForbidden(MissingRights.of(e).orElseThrow(() -> e));
    }
  }

  private BackupView view(Backup backup, @Nullable AppEnvironment environment) {
    return new BackupView(
        backup,
        environment,
        null,
        JobAttempts.NONE,
        AppObjects.NONE,
        ClaimPlace.ANYWHERE,
        null,
        workerImage,
        clock.instant());
  }

  private @Nullable AppEnvironment environment(Backup backup) {
    return client
        .resources(AppEnvironment.class)
        .inNamespace(backup.getMetadata().getNamespace())
        .withName(backup.getSpec().environment())
        .get();
  }

  /** While a worker runs nobody asks for it, and it is looked at every second. */
  private BackupView withApp(BackupView seen) {
    var environment = seen.found();
    var runs = seen.lastAttempt().filter(attempt -> attempt.state() instanceof Running).isPresent();
    if (environment == null || runs || seen.adopted() != null) {
      return seen;
    }
    var place =
        seen.spec().scope() == BackupScope.FULL
            ? ClaimPlace.read(client, environment)
            : ClaimPlace.ANYWHERE;
    return seen.withApp(AppObjects.readWorkloads(client, environment), place);
  }

  private static UpdateControl<Backup> report(BackupView seen, StepResult pending) {
    var status = new BackupStatuses(seen, pending).status();
    var control = UpdateControl.<Backup>noUpdate();
    if (!status.equals(seen.status())) {
      seen.backup().setStatus(status);
      control = UpdateControl.patchStatus(seen.backup());
    }
    return switch (pending) {
      // its time begins now: the next pass knows when that is over
      case StepResult.Done _, StepResult.NotNeeded _, StepResult.Fail _ ->
          seen.spec().expiresAfter() == null ? control : control.rescheduleAfter(AFTER_AN_ACTION);
      case StepResult.Act _ -> control.rescheduleAfter(AFTER_AN_ACTION);
      case StepResult.Wait(_, var after) -> control.rescheduleAfter(after);
      case StepResult.Stall(_, _, var after) -> control.rescheduleAfter(after);
    };
  }
}
