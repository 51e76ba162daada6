package dev.slipway.controllers.work;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The worker Jobs of a cluster. Starting one is safe to repeat: its name derives from its order.
 */
public final class WorkerJobs {
  public static final String FIELD_MANAGER = "slipway";

  private static final String JOB_NAME = "job-name";
  private static final Set<String> FAILED_MOUNT = Set.of("FailedMount", "FailedAttachVolume");
  private static final int LAST_LINES = 5;

  private final KubernetesClient client;

  public WorkerJobs(KubernetesClient client) {
    this.client = client;
  }

  public void start(WorkerJob wanted) {
    apply(wanted.configMap());
    var job = apply(wanted.job());
    apply(wanted.configMap(WorkerJob.owner(job)));
  }

  /** All attempts at the steps of a run that are still there in a namespace. */
  public JobAttempts attempts(String namespace, RunId run) {
    var jobs =
        client
            .batch()
            .v1()
            .jobs()
            .inNamespace(namespace)
            .withLabel(Labels.RUN, run.value())
            .list()
            .getItems();
    if (jobs.isEmpty()) {
      return JobAttempts.NONE;
    }
    var pods =
        client
            .pods()
            .inNamespace(namespace)
            .withLabel(Labels.RUN, run.value())
            .list()
            .getItems()
            .stream()
            .collect(groupingBy(pod -> pod.getMetadata().getLabels().get(JOB_NAME)));
    return new JobAttempts(
        jobs.stream()
            .map(job -> read(job, pods.getOrDefault(job.getMetadata().getName(), List.of())))
            .toList());
  }

  private <T extends HasMetadata> T apply(T object) {
    return client.resource(object).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
  }

  private JobAttempt read(Job job, List<Pod> pods) {
    return new JobReading(
            job,
            pods,
            pods.stream().flatMap(this::mountFailures).toList(),
            pods.stream().map(this::log).collect(joining("\n")))
        .attempt();
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
        .list()
        .getItems()
        .stream()
        .filter(event -> FAILED_MOUNT.contains(event.getReason()))
        .map(Event::getMessage);
  }

  /** The end of it, where there is one: without it the work goes on all the same. */
  private String log(Pod pod) {
    if (!pod.getStatus().getPhase().equals("Running")) {
      return "";
    }
    try {
      return client.pods().resource(pod).tailingLines(LAST_LINES).getLog();
    } catch (KubernetesClientException e) {
      return "";
    }
  }
}
