package dev.slipway.controllers.work;

import dev.slipway.api.environment.AppEnvironment;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The worker Jobs of a cluster. Starting one is safe to repeat: its name derives from its order.
 */
public final class WorkerJobs {
  private static final String FIELD_MANAGER = "slipway";
  private static final String JOB_NAME = "job-name";

  private final KubernetesClient client;

  public WorkerJobs(KubernetesClient client) {
    this.client = client;
  }

  public void start(WorkerJob wanted) {
    for (var object : wanted.objects()) {
      client.resource(object).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
    }
  }

  /** All attempts at a step that are still there, the first one first. */
  public List<JobAttempt> attempts(AppEnvironment environment, String step) {
    var labels =
        Map.of(Labels.ENVIRONMENT_UID, environment.getMetadata().getUid(), Labels.STEP, step);
    var namespace = environment.getMetadata().getNamespace();
    return client
        .batch()
        .v1()
        .jobs()
        .inNamespace(namespace)
        .withLabels(labels)
        .list()
        .getItems()
        .stream()
        .map(job -> new JobReading(job, pods(job)).attempt())
        .sorted(Comparator.comparingInt(JobAttempt::number))
        .toList();
  }

  private List<Pod> pods(Job job) {
    return client
        .pods()
        .inNamespace(job.getMetadata().getNamespace())
        .withLabel(JOB_NAME, job.getMetadata().getName())
        .list()
        .getItems();
  }
}
