package dev.slipway.controllers.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.controllers.work.Labels;
import dev.slipway.engine.order.ReportJson;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plays the Job controller, the kubelet and the worker for the Jobs of one namespace. */
final class WorkerHand {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String IMAGE = "slipway:test";

  private final KubernetesClient client;
  private final String namespace;

  WorkerHand(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  Job awaitJob(String run, String step, int attempt) {
    Await.until(
        "attempt " + attempt + " at " + step + " of " + run,
        LIMIT,
        () -> job(run, step, attempt).isPresent());
    return job(run, step, attempt).orElseThrow();
  }

  void end(Job job, WorkReport report) {
    show(
        job,
        "Succeeded",
        new ContainerStateBuilder()
            .withNewTerminated()
            .withExitCode(0)
            .withFinishedAt(now())
            .withMessage(new String(ReportJson.write(report), UTF_8))
            .endTerminated()
            .build());
    settle(client.resource(job).get());
  }

  void block(Job job, String reason, String message) {
    show(
        job,
        "Pending",
        new ContainerStateBuilder()
            .withNewWaiting()
            .withReason(reason)
            .withMessage(message)
            .endWaiting()
            .build());
  }

  /** The pod runs as far as anybody knows, and its node has not been heard of for two minutes. */
  void silence(Job job) {
    var since = Clock.systemUTC().instant().minus(Duration.ofMinutes(2)).toString();
    show(
        job,
        "Running",
        new ContainerStateBuilder().withNewRunning().withStartedAt(since).endRunning().build());
    var pod = client.resource(pod(job)).get();
    pod.getStatus().getContainerStatuses().getFirst().setReady(true);
    pod.getStatus()
        .setConditions(
            List.of(
                new PodConditionBuilder()
                    .withType("Ready")
                    .withStatus("False")
                    .withLastTransitionTime(since)
                    .build()));
    client.resource(pod).updateStatus();
  }

  /** The node with the worker is gone, and its pod with it. */
  void lose(Job job) {
    client.resource(pod(job)).withGracePeriod(0).delete();
    job.setStatus(
        new JobStatusBuilder()
            .withStartTime(now())
            .withFailed(1)
            // the API server wants to have heard of the one before it believes the other
            .withConditions(failure("FailureTarget"), failure("Failed"))
            .build());
    client.resource(job).updateStatus();
  }

  /** The Job controller hears of the pod's good end. */
  private void settle(Job job) {
    job.setStatus(
        new JobStatusBuilder()
            .withStartTime(now())
            .withCompletionTime(now())
            .withSucceeded(1)
            .withConditions(
                condition("SuccessCriteriaMet", "CompletionsReached", "reached"),
                condition("Complete", "CompletionsReached", "reached"))
            .build());
    client.resource(job).updateStatus();
  }

  private void show(Job job, String phase, ContainerState state) {
    var pod = Optional.ofNullable(client.resource(pod(job)).get()).orElseGet(() -> create(job));
    pod.setStatus(
        new PodStatusBuilder()
            .withPhase(phase)
            .addNewContainerStatus()
            .withName("worker")
            .withImage(IMAGE)
            .withImageID(IMAGE)
            .withReady(false)
            .withRestartCount(0)
            .withState(state)
            .endContainerStatus()
            .build());
    client.resource(pod).updateStatus();
  }

  private Pod create(Job job) {
    return client.resource(pod(job)).create();
  }

  private Optional<Job> job(String run, String step, int attempt) {
    var labels =
        Map.of(Labels.RUN, run, Labels.STEP, step, Labels.ATTEMPT, String.valueOf(attempt));
    return client
        .batch()
        .v1()
        .jobs()
        .inNamespace(namespace)
        .withLabels(labels)
        .list()
        .getItems()
        .stream()
        .findFirst();
  }

  private static Pod pod(Job job) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(job.getMetadata().getName())
        .withNamespace(job.getMetadata().getNamespace())
        .withLabels(job.getSpec().getTemplate().getMetadata().getLabels())
        .addToLabels("job-name", job.getMetadata().getName())
        .endMetadata()
        .withSpec(job.getSpec().getTemplate().getSpec())
        .build();
  }

  private static JobCondition failure(String type) {
    return condition(type, "BackoffLimitExceeded", "Job has reached the specified backoff limit");
  }

  private static JobCondition condition(String type, String reason, String message) {
    return new JobConditionBuilder()
        .withType(type)
        .withStatus("True")
        .withReason(reason)
        .withMessage(message)
        .withLastProbeTime(now())
        .withLastTransitionTime(now())
        .build();
  }

  private static String now() {
    return Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
