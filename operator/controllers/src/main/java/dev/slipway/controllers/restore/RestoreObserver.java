package dev.slipway.controllers.restore;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.restore.Restore;
import dev.slipway.controllers.check.JobsSeen;
import dev.slipway.controllers.quiesce.App;
import dev.slipway.controllers.quiesce.AppObserver;
import dev.slipway.controllers.step.MissingRights;
import dev.slipway.controllers.work.JobAttempts;
import dev.slipway.controllers.work.WorkerJobs;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Looks at all that a restore has to do with. Changes nothing. */
final class RestoreObserver {
  private final KubernetesClient client;
  private final WorkerJobs jobs;
  private final AppObserver apps;
  private final String operatorImage;
  private final Clock clock;

  RestoreObserver(KubernetesClient client, String operatorImage, Clock clock) {
    this.client = client;
    this.jobs = new WorkerJobs(client);
    this.apps = new AppObserver(client);
    this.operatorImage = operatorImage;
    this.clock = clock;
  }

  RestoreView observe(Restore restore) {
    var namespace = restore.getMetadata().getNamespace();
    var target = find(AppEnvironment.class, namespace, restore.getSpec().target());
    try {
      var app = target == null ? null : apps.observe(target);
      var run = Runs.idOf(restore);
      var checks =
          app == null
              ? JobsSeen.NONE
              : JobsSeen.in(client, namespace, run, restore.getSpec().validation());
      return view(restore, null, app, jobs.attempts(namespace, run), checks);
    } catch (KubernetesClientException e) {
      var forbidden = MissingRights.of(e).orElseThrow(() -> e);
      return view(restore, forbidden, null, JobAttempts.NONE, JobsSeen.NONE);
    }
  }

  private RestoreView view(
      Restore restore,
      @Nullable String forbidden,
      @Nullable App app,
      JobAttempts attempts,
      JobsSeen checks) {
    var namespace = restore.getMetadata().getNamespace();
    var source = restore.getSpec().backup();
    var backupNamespace = requireNonNullElse(source.namespace(), namespace);
    var backup = find(Backup.class, backupNamespace, source.name());
    return new RestoreView(
        restore,
        forbidden,
        app,
        attempts,
        checks,
        backup,
        backup == null
            ? null
            : find(AppEnvironment.class, backupNamespace, backup.getSpec().environment()),
        find(Backup.class, namespace, SafetyBackup.nameFor(restore)),
        operatorImage,
        clock.instant());
  }

  private <T extends HasMetadata> @Nullable T find(
      Class<T> kind, String namespace, @Nullable String name) {
    return name == null ? null : client.resources(kind).inNamespace(namespace).withName(name).get();
  }
}
