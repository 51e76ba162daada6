package dev.slipway.controllers.environment;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.controllers.step.Actions;
import dev.slipway.controllers.step.Durations;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.work.RunId;
import dev.slipway.controllers.work.WorkerJobs;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Keeps an environment's status true. */
@ControllerConfiguration(name = "appenvironment")
public final class AppEnvironmentReconciler implements Reconciler<AppEnvironment> {
  private final KubernetesClient client;
  private final WorkerJobs jobs;
  private final Actions actions;
  private final EnvironmentPlanner planner = new EnvironmentPlanner();
  private final String workerImage;
  private final Clock clock;

  public AppEnvironmentReconciler(KubernetesClient client, String workerImage, Clock clock) {
    this.client = client;
    this.jobs = new WorkerJobs(client);
    this.actions = new Actions(client);
    this.workerImage = workerImage;
    this.clock = clock;
  }

  @Override
  public UpdateControl<AppEnvironment> reconcile(
      AppEnvironment environment, Context<AppEnvironment> context) {
    var seen = observe(environment);
    var pending = planner.next(seen);
    if (pending instanceof StepResult.Act(var action, _)) {
      actions.perform(action);
    }
    return report(seen, pending);
  }

  private EnvironmentView observe(AppEnvironment environment) {
    try {
      return new EnvironmentView(
          environment,
          null,
          new References(client, environment).missing(),
          jobs.attempts(environment.getMetadata().getNamespace(), RunId.of(environment))
              .at(ObserveDatabase.STEP),
          workerImage,
          clock.instant());
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
        throw e;
      }
      return new EnvironmentView(
          environment,
          e.getStatus().getMessage(),
          List.of(),
          List.of(),
          workerImage,
          clock.instant());
    }
  }

  private static UpdateControl<AppEnvironment> report(EnvironmentView seen, StepResult pending) {
    var status = new EnvironmentStatuses(seen, pending).status();
    var recheck = recheckAfter(seen, pending);
    if (status.equals(seen.status())) {
      return UpdateControl.<AppEnvironment>noUpdate().rescheduleAfter(recheck);
    }
    var environment = seen.environment();
    environment.setStatus(status);
    return UpdateControl.patchStatus(environment).rescheduleAfter(recheck);
  }

  private static Duration recheckAfter(EnvironmentView seen, StepResult pending) {
    return switch (pending) {
      case StepResult.Done _, StepResult.NotNeeded _, StepResult.Fail _ ->
          Durations.parse(seen.spec().observeEvery());
      case StepResult.Act _ -> Duration.ofSeconds(2);
      case StepResult.Wait(_, var after) -> after;
      case StepResult.Stall(_, _, var after) -> after;
    };
  }
}
