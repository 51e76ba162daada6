package dev.slipway.controllers.environment;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.restore.Restore;
import dev.slipway.controllers.schedule.Upkeep;
import dev.slipway.controllers.schedule.UpkeepPlanner;
import dev.slipway.controllers.schedule.UpkeepView;
import dev.slipway.controllers.step.Actions;
import dev.slipway.controllers.step.MissingRights;
import dev.slipway.controllers.step.Turns;
import dev.slipway.controllers.work.JobAttempts;
import dev.slipway.controllers.work.RunId;
import dev.slipway.controllers.work.WorkerJobs;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the clock asks for. Whatever becomes of it, the environment is as well as it was
 * before.
 */
final class EnvironmentUpkeep {
  private static final Logger LOG = LoggerFactory.getLogger(EnvironmentUpkeep.class);

  private final WorkerJobs jobs;
  private final Turns turns;
  private final Actions actions;

  EnvironmentUpkeep(KubernetesClient client, Turns turns) {
    this.jobs = new WorkerJobs(client);
    this.turns = turns;
    this.actions = new Actions(client);
  }

  /** Empty where the operator may not work. */
  Optional<Upkeep> carryOut(EnvironmentView seen, Context<AppEnvironment> context) {
    return seen.forbidden() == null ? Optional.of(carryOut(view(seen, context))) : Optional.empty();
  }

  private Upkeep carryOut(UpkeepView seen) {
    var planned = UpkeepPlanner.next(seen);
    var upkeep = planned.withRetention(turns.of(planned.retention(), false));
    try {
      upkeep.actions().forEach(actions::tryTo);
      return upkeep;
    } catch (KubernetesClientException e) {
      var words = MissingRights.words(e);
      LOG.atWarn()
          .addKeyValue("namespace", seen.environment().getMetadata().getNamespace())
          .addKeyValue("environment", seen.environment().getMetadata().getName())
          .log("a scheduled backup or its removal could not begin: {}", words);
      var status = seen.environment().getStatus();
      return upkeep.refused(words, status == null ? null : status.nextBackup());
    }
  }

  private UpkeepView view(EnvironmentView seen, Context<AppEnvironment> context) {
    var view =
        new UpkeepView(
            seen.environment(),
            context.getSecondaryResourcesAsStream(Backup.class).toList(),
            seen.users().plans(),
            restores(seen.environment(), context),
            JobAttempts.NONE,
            seen.isBusy(),
            seen.workerImage(),
            seen.now());
    return UpkeepPlanner.asksForJobs(view) ? view.withAttempts(attempts(seen)) : view;
  }

  private JobAttempts attempts(EnvironmentView seen) {
    var environment = seen.environment();
    return jobs.attempts(environment.getMetadata().getNamespace(), RunId.of(environment));
  }

  /** Of all namespaces: a backup may be restored elsewhere. */
  private static List<Restore> restores(
      AppEnvironment environment, Context<AppEnvironment> context) {
    var here = environment.getMetadata().getNamespace();
    return context.eventSourceRetriever().getEventSourceFor(Restore.class)
            instanceof InformerEventSource<Restore, ?> source
        ? source.list(restore -> reads(restore, here)).toList()
        : List.of();
  }

  private static boolean reads(Restore restore, String namespace) {
    var own = restore.getMetadata().getNamespace();
    return own.equals(namespace)
        || requireNonNullElse(restore.getSpec().backup().namespace(), own).equals(namespace);
  }
}
