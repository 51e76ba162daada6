package dev.slipway.controllers.work;

import dev.slipway.api.environment.AppEnvironment;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The worker Jobs of a cluster. Starting one is safe to repeat: its name derives from its order.
 */
public final class WorkerJobs {
  private static final String FIELD_MANAGER = "slipway";
  private static final String JOB_NAME = "job-name";
  private static final String FAILED_MOUNT = "FailedMount";

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
        .map(this::read)
        .sorted(Comparator.comparingInt(JobAttempt::number))
        .toList();
  }

  private JobAttempt read(Job job) {
    var pods = pods(job);
    return new JobReading(job, pods, pods.stream().flatMap(this::mountFailures).toList()).attempt();
  }

  /**
   * A Secret or claim that is missing shows nowhere but in the events of the pod that waits for it.
   */
  private Stream<String> mountFailures(Pod pod) {
    if (!pod.getStatus().getPhase().equals("Pending")) {
      return Stream.empty();
    }
    return client
        .v1()
        .events()
        .inNamespace(pod.getMetadata().getNamespace())
        .withField("involvedObject.uid", pod.getMetadata().getUid())
        .withField("reason", FAILED_MOUNT)
        .list()
        .getItems()
        .stream()
        .map(Event::getMessage);
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
