package dev.slipway.controllers.work;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.slipway.controllers.work.JobState.Lost;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.controllers.work.JobState.Running;
import dev.slipway.engine.order.ReportJson;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads how far a Job is. The Job only says that it failed; why, its pod says; so the pod is asked
 * first.
 */
final class JobReading {
  private static final String OUT_OF_MEMORY = "OOMKilled";
  private static final String STARTING = "ContainerCreating";

  private final Job job;
  private final List<Pod> pods;
  private final List<String> mountFailures;
  private final String log;

  /**
   * @param mountFailures what keeps a pod from starting, in the kubelet's words; the newest last
   * @param log the end of what the worker has said so far
   */
  JobReading(Job job, List<Pod> pods, List<String> mountFailures, String log) {
    this.job = job;
    this.pods = pods;
    this.mountFailures = mountFailures;
    this.log = log;
  }

  JobAttempt attempt() {
    var labels = job.getMetadata().getLabels();
    return new JobAttempt(
        requireNonNull(labels.get(Labels.STEP), Labels.STEP),
        Integer.parseInt(labels.get(Labels.ATTEMPT)),
        Long.parseLong(labels.get(Labels.GENERATION)),
        state());
  }

  private JobState state() {
    return terminated()
        .map(this::ended)
        .or(() -> condition("Failed").map(this::lost))
        .or(() -> condition("Complete").filter(_ -> pods.isEmpty()).map(JobReading::unread))
        .orElseGet(this::running);
  }

  private JobState ended(ContainerStateTerminated end) {
    var at = Instant.parse(end.getFinishedAt());
    if (OUT_OF_MEMORY.equals(end.getReason())) {
      return new Lost(
          "WorkerOutOfMemory", "the worker needs more memory: raise worker.resources.limits", at);
    }
    var message = requireNonNullElse(end.getMessage(), "");
    try {
      return new Reported(ReportJson.read(message.getBytes(UTF_8)), at);
    } catch (UncheckedIOException e) {
      return new Lost(
          "WorkerLost",
          "the worker ended with status " + end.getExitCode() + " and no report: see its log",
          at);
    }
  }

  /** The pod may be gone: of a deadline, an eviction or somebody's hand only the Job knows. */
  private JobState lost(JobCondition failed) {
    return new Lost(
        requireNonNullElse(failed.getReason(), "WorkerLost"),
        requireNonNullElse(failed.getMessage(), "the Job failed without a message"),
        Instant.parse(failed.getLastTransitionTime()));
  }

  private Optional<ContainerStateTerminated> terminated() {
    return containerState().flatMap(state -> Optional.ofNullable(state.getTerminated()));
  }

  private Optional<JobCondition> condition(String type) {
    return job.getStatus() == null
        ? Optional.empty()
        : job.getStatus().getConditions().stream()
            .filter(condition -> condition.getType().equals(type))
            .filter(condition -> condition.getStatus().equals("True"))
            .findFirst();
  }

  /** Somebody removed the pod before it was asked; another worker finds out what was done. */
  private static JobState unread(JobCondition complete) {
    return new Lost(
        "WorkerLost",
        "the worker ended, and its pod is gone with its report",
        Instant.parse(complete.getLastTransitionTime()));
  }

  private Running running() {
    return obstacle()
        .map(words -> new Running(words, null, podMadeAt()))
        .orElseGet(
            () ->
                new Running(
                    "the worker " + job.getMetadata().getName(),
                    ProgressLines.last(log).orElse(null),
                    null));
  }

  /** What keeps the pod from starting and does not pass by itself. */
  private Optional<String> obstacle() {
    return mountFailures.isEmpty()
        ? waitingContainer().or(this::noNode)
        : Optional.of(mountFailures.getLast());
  }

  private Optional<String> waitingContainer() {
    return containerState()
        .flatMap(state -> Optional.ofNullable(state.getWaiting()))
        .filter(waiting -> !STARTING.equals(waiting.getReason()))
        .map(
            waiting ->
                requireNonNullElse(waiting.getReason(), "waiting")
                    + ": "
                    + requireNonNullElse(waiting.getMessage(), "no message"));
  }

  /** A claim that is missing, or no room: the scheduler knows. */
  private Optional<String> noNode() {
    return pods.stream()
        .flatMap(pod -> pod.getStatus().getConditions().stream())
        .filter(it -> it.getType().equals("PodScheduled") && it.getStatus().equals("False"))
        .map(PodCondition::getMessage)
        .filter(Objects::nonNull)
        .findFirst();
  }

  private @Nullable Instant podMadeAt() {
    return pods.stream()
        .map(pod -> pod.getMetadata().getCreationTimestamp())
        .filter(Objects::nonNull)
        .map(Instant::parse)
        .findFirst()
        .orElse(null);
  }

  private Optional<ContainerState> containerState() {
    return pods.stream()
        .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
        .map(ContainerStatus::getState)
        .filter(Objects::nonNull)
        .findFirst();
  }
}
