package dev.slipway.controllers.work;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker Jobs of a cluster. Starting one is safe to repeat: its name derives from its order.
 */
public final class WorkerJobs {
  public static final String FIELD_MANAGER = "slipway";

  private static final Logger LOG = LoggerFactory.getLogger(WorkerJobs.class);
  private static final String JOB_NAME = "job-name";
  private static final int LAST_LINES = 5;

  private final KubernetesClient client;
  private final Clock clock;

  public WorkerJobs(KubernetesClient client) {
    this(client, Clock.systemUTC());
  }

  /**
   * @param clock by which a node has not been heard of for long
   */
  public WorkerJobs(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** Where the API server refuses it, there is no Job: whoever is told so may count on that. */
  public void start(WorkerJob wanted) {
    endThoseBefore(wanted);
    apply(wanted.configMap());
    var job = apply(wanted.job());
    try {
      apply(wanted.configMap(Owner.inControl(job)));
    } catch (KubernetesClientException e) {
      LOG.atWarn()
          .addKeyValue("job", job.getMetadata().getName())
          .setCause(e)
          .log("its order stays when it goes");
    }
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

  /**
   * The Jobs of some objects' runs that have not ended, by name.
   *
   * @param owners their UIDs
   */
  public List<String> atWork(String namespace, Collection<String> owners) {
    return client
        .batch()
        .v1()
        .jobs()
        .inNamespace(namespace)
        .withLabel(Labels.RUN)
        .list()
        .getItems()
        .stream()
        .filter(job -> owners.stream().anyMatch(run(job)::startsWith))
        .filter(job -> Objects.requireNonNullElse(job.getStatus().getActive(), 0) > 0)
        .map(job -> job.getMetadata().getName())
        .toList();
  }

  private static String run(Job job) {
    return job.getMetadata().getLabels().getOrDefault(Labels.RUN, "");
  }

  /** One whose node is lost is stopped by its kubelet, should that come back. */
  private void endThoseBefore(WorkerJob wanted) {
    var step = wanted.order().step();
    if (step.attempt() == 1) {
      return;
    }
    client
        .batch()
        .v1()
        .jobs()
        .inNamespace(wanted.environment().getMetadata().getNamespace())
        .withLabels(Map.of(Labels.RUN, step.run(), Labels.STEP, step.step()))
        .list()
        .getItems()
        .stream()
        .filter(job -> JobReading.number(job) < step.attempt() && !JobReading.hasEnded(job))
        .forEach(
            job ->
                client
                    .resource(job)
                    .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                    .delete());
  }

  private <T extends HasMetadata> T apply(T object) {
    return client.resource(object).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
  }

  private JobAttempt read(Job job, List<Pod> pods) {
    return new JobReading(
            job,
            pods,
            events(job, pods),
            pods.stream().map(this::log).collect(joining("\n")),
            clock.instant())
        .attempt();
  }

  /** None of a worker that runs: they are asked for often, and say nothing of it. */
  private List<Event> events(Job job, List<Pod> pods) {
    if (pods.isEmpty()) {
      return JobReading.isComplete(job) ? List.of() : eventsOfGonePods(job);
    }
    return pods.stream()
        .filter(pod -> pod.getStatus().getPhase().equals("Pending"))
        .flatMap(pod -> events(pod, "involvedObject.uid", pod.getMetadata().getUid()))
        .toList();
  }

  /** The Job's own, and those of a pod that waited until the Job's deadline. */
  private List<Event> eventsOfGonePods(Job job) {
    var own = events(job, "involvedObject.uid", job.getMetadata().getUid());
    var prefix = job.getMetadata().getName() + "-";
    var ofPods =
        JobReading.isOutOfTime(job)
            ? events(job, "reason", "FailedMount")
                .filter(event -> event.getInvolvedObject().getName().startsWith(prefix))
            : Stream.<Event>empty();
    return Stream.concat(own, ofPods).toList();
  }

  private Stream<Event> events(HasMetadata near, String field, String value) {
    return client
        .v1()
        .events()
        .inNamespace(near.getMetadata().getNamespace())
        .withField(field, value)
        .list()
        .getItems()
        .stream();
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
