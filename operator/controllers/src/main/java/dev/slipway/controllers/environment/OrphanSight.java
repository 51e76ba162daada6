package dev.slipway.controllers.environment;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.restore.Restore;
import dev.slipway.controllers.quiesce.App;
import dev.slipway.controllers.quiesce.AppObserver;
import dev.slipway.controllers.quiesce.EnvironmentLock;
import dev.slipway.controllers.quiesce.HeldBy;
import dev.slipway.controllers.quiesce.Reopening;
import dev.slipway.controllers.step.Finalizer;
import dev.slipway.controllers.work.AppObjects;
import dev.slipway.controllers.work.Labels;
import dev.slipway.controllers.work.RunId;
import dev.slipway.controllers.work.WorkerJobs;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether an app is closed whose plan or restore is gone: deleted by force, or lost with
 * the store of the cluster. Asks the API server itself, since a cache may not know yet who is
 * there.
 */
final class OrphanSight {
  private final KubernetesClient client;
  private final AppObserver apps;
  private final WorkerJobs jobs;

  OrphanSight(KubernetesClient client) {
    this.client = client;
    this.apps = new AppObserver(client);
    this.jobs = new WorkerJobs(client);
  }

  Optional<Orphan> look(AppEnvironment environment, AppObjects objects, EnvironmentUsers users) {
    var mayBeClosed = Finalizer.isHeld(environment) || isAnyMarked(objects);
    return mayBeClosed && Holder.among(users, null) == null
        ? orphan(apps.observe(environment))
        : Optional.empty();
  }

  private Optional<Orphan> orphan(App app) {
    var by =
        Stream.concat(EnvironmentLock.heldBy(app).stream(), Reopening.closedBy(app).stream())
            .distinct()
            .toList();
    if (by.isEmpty() ? !isStillHeld(app.environment()) : by.stream().anyMatch(this::isThere)) {
      return Optional.empty();
    }
    var namespace = app.environment().getMetadata().getNamespace();
    return Optional.of(
        new Orphan(
            app,
            by,
            jobs.atWork(namespace, by.stream().map(HeldBy::uid).toList()),
            jobs.attempts(namespace, RunId.of(app.environment(), Orphan.nonce(by)))));
  }

  /** Whoever has just given it back is gone from here, and may be in what a cache shows. */
  private boolean isStillHeld(AppEnvironment environment) {
    var now = client.resource(environment).get();
    return now != null && Finalizer.isHeld(now);
  }

  /** Of a kind that we do not know nobody can tell. */
  private boolean isThere(HeldBy holder) {
    return switch (holder.kind()) {
      case "MigrationPlan" -> {
        var plan = find(MigrationPlan.class, holder);
        yield plan != null
            && !(plan.getStatus() != null
                && plan.getStatus().phase() != null
                && plan.getStatus().phase().isEnd());
      }
      case "Restore" -> find(Restore.class, holder) != null;
      default -> true;
    };
  }

  private <T extends HasMetadata> @Nullable T find(Class<T> kind, HeldBy holder) {
    var there =
        client.resources(kind).inNamespace(holder.namespace()).withName(holder.name()).get();
    return there != null && holder.uid().equals(there.getMetadata().getUid()) ? there : null;
  }

  private static boolean isAnyMarked(AppObjects objects) {
    return Stream.of(
            objects.deployments(), objects.statefulSets(), objects.cronJobs(), objects.services())
        .<HasMetadata>flatMap(List::stream)
        .map(it -> it.getMetadata().getAnnotations())
        .anyMatch(it -> it != null && it.containsKey(Labels.QUIESCED));
  }
}
