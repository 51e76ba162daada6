package dev.slipway.controllers.environment;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.controllers.schedule.Upkeep;
import dev.slipway.controllers.step.Actions;
import dev.slipway.controllers.step.Durations;
import dev.slipway.controllers.step.MissingRights;
import dev.slipway.controllers.step.Retrying;
import dev.slipway.controllers.step.Rhythm;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.Turns;
import dev.slipway.controllers.work.AppObjects;
import dev.slipway.controllers.work.JobAttempt;
import dev.slipway.controllers.work.RunId;
import dev.slipway.controllers.work.WorkerJobs;
import dev.slipway.controllers.work.WorkerLimits;
import dev.slipway.controllers.work.WorkerQueue;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps an environment's status true. Nobody else writes it. */
@ControllerConfiguration(name = "appenvironment")
public final class AppEnvironmentReconciler implements Reconciler<AppEnvironment> {
  private static final Duration REPLICAS_CHANGE = Duration.ofSeconds(5);
  private static final Duration NOTHING_CHANGES = Duration.ofMinutes(1);

  private final KubernetesClient client;
  private final WorkerJobs jobs;
  private final Turns turns;
  private final Actions actions;
  private final EnvironmentUpkeep upkeep;
  private final OrphanSight orphans;
  private final EnvironmentPlanner planner = new EnvironmentPlanner();
  private final String workerImage;
  private final Clock clock;
  private final Instant startedAt;

  /** One with a queue of its own. */
  public AppEnvironmentReconciler(KubernetesClient client, String workerImage, Clock clock) {
    this(client, workerImage, clock, new WorkerQueue(client, WorkerLimits.DEFAULT, clock));
  }

  public AppEnvironmentReconciler(
      KubernetesClient client, String workerImage, Clock clock, WorkerQueue queue) {
    this.client = client;
    this.jobs = new WorkerJobs(client);
    this.turns = new Turns(queue);
    this.actions = new Actions(client);
    this.orphans = new OrphanSight(client);
    this.upkeep = new EnvironmentUpkeep(client, turns);
    this.workerImage = workerImage;
    this.clock = clock;
    this.startedAt = clock.instant();
  }

  @Override
  public List<EventSource<?, AppEnvironment>> prepareEventSources(
      EventSourceContext<AppEnvironment> context) {
    return EnvironmentUsers.sources(context);
  }

  @Override
  public UpdateControl<AppEnvironment> reconcile(
      AppEnvironment environment, Context<AppEnvironment> context) {
    var seen = observe(environment, EnvironmentUsers.of(context));
    var pending = turns.of(planner.next(seen), seen.orphan() != null);
    if (pending instanceof StepResult.Act(var action, _)) {
      actions.tryTo(action);
    }
    return report(seen, pending, upkeep.carryOut(seen, context));
  }

  @Override
  public ErrorStatusUpdateControl<AppEnvironment> updateErrorStatus(
      AppEnvironment environment, Context<AppEnvironment> context, Exception failure) {
    var status = EnvironmentStatuses.orEmpty(environment.getStatus());
    return Retrying.report(
        environment,
        failure,
        status.conditions(),
        conditions -> environment.setStatus(EnvironmentStatuses.withConditions(status, conditions)),
        clock.instant());
  }

  private EnvironmentView observe(AppEnvironment environment, EnvironmentUsers users) {
    try {
      var references = new References(environment.getSpec());
      var observations =
          jobs.attempts(environment.getMetadata().getNamespace(), RunId.of(environment))
              .at(ObserveDatabase.STEP);
      var objects =
          AppObjects.read(
              client, environment, references.servicesWithFront(), references.configMaps());
      var orphan = orphans.look(environment, objects, users).orElse(null);
      return view(environment, null, objects, users, observations, orphan);
    } catch (KubernetesClientException e) {
      var forbidden = MissingRights.of(e).orElseThrow(() -> e);
      return view(environment, forbidden, AppObjects.NONE, users, List.of(), null);
    }
  }

  private EnvironmentView view(
      AppEnvironment environment,
      @Nullable String forbidden,
      AppObjects objects,
      EnvironmentUsers users,
      List<JobAttempt> observations,
      @Nullable Orphan orphan) {
    return new EnvironmentView(
        environment,
        forbidden,
        objects,
        users,
        observations,
        workerImage,
        clock.instant(),
        startedAt,
        orphan);
  }

  private static UpdateControl<AppEnvironment> report(
      EnvironmentView seen, StepResult pending, Optional<Upkeep> upkeep) {
    var status = new EnvironmentStatuses(seen, pending, upkeep).status();
    var recheck =
        upkeep
            .map(it -> shorter(recheckAfter(seen, pending), it.recheckAfter()))
            .orElseGet(() -> recheckAfter(seen, pending));
    if (status.equals(seen.status())) {
      return UpdateControl.<AppEnvironment>noUpdate().rescheduleAfter(recheck);
    }
    var environment = seen.environment();
    environment.setStatus(status);
    return UpdateControl.patchStatus(environment).rescheduleAfter(recheck);
  }

  private static Duration recheckAfter(EnvironmentView seen, StepResult pending) {
    var settled = seen.replicas().map(Replicas::areAsWanted).orElse(true);
    return shorter(recheckOfStep(seen, pending), settled ? NOTHING_CHANGES : REPLICAS_CHANGE);
  }

  private static Duration recheckOfStep(EnvironmentView seen, StepResult pending) {
    return switch (pending) {
      case StepResult.Done _, StepResult.NotNeeded _, StepResult.Fail _ ->
          Durations.parse(seen.spec().observeEvery());
      case StepResult.Act _ -> seen.orphan() == null ? Duration.ofSeconds(2) : Rhythm.SOON;
      case StepResult.Wait(_, var after) -> after;
      case StepResult.Stall(_, _, var after) -> after;
    };
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
