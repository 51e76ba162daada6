package dev.slipway.controllers.work;

import static dev.slipway.controllers.work.WorkerTrouble.CANNOT_START;
import static dev.slipway.controllers.work.WorkerTrouble.DELETED;
import static dev.slipway.controllers.work.WorkerTrouble.EVICTED;
import static dev.slipway.controllers.work.WorkerTrouble.FAILED;
import static dev.slipway.controllers.work.WorkerTrouble.NODE_LOST;
import static dev.slipway.controllers.work.WorkerTrouble.OUT_OF_MEMORY;
import static dev.slipway.controllers.work.WorkerTrouble.OUT_OF_TIME;
import static dev.slipway.controllers.work.WorkerTrouble.UNREAD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.slipway.controllers.work.JobState.Lost;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.controllers.work.JobState.Running;
import dev.slipway.engine.order.ReportJson;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads how far a Job is. Of its end the Job knows little and keeps it; its pod knows more and may
 * be gone any time; so the pod is asked first.
 */
final class JobReading {
  private static final Duration PATIENCE_WITH_A_NODE = Duration.ofMinutes(1);

  private final Job job;
  private final List<PodReading> pods;
  private final Obstacles obstacles;
  private final String log;
  private final Instant now;

  /**
   * @param events of the Job and its pods, as far as they may say what is in the way
   * @param log the end of what the worker has said so far
   */
  JobReading(Job job, List<Pod> pods, List<Event> events, String log, Instant now) {
    this.job = job;
    this.pods = pods.stream().map(PodReading::new).toList();
    this.obstacles = new Obstacles(job, pods, events);
    this.log = log;
    this.now = now;
  }

  JobAttempt attempt() {
    var labels = job.getMetadata().getLabels();
    return new JobAttempt(
        requireNonNull(labels.get(Labels.STEP), Labels.STEP),
        number(job),
        Long.parseLong(labels.get(Labels.GENERATION)),
        Instant.parse(job.getMetadata().getCreationTimestamp()),
        state(),
        labels.get(Labels.BASIS));
  }

  /** Which attempt at its step it is. */
  static int number(Job job) {
    return Integer.parseInt(job.getMetadata().getLabels().get(Labels.ATTEMPT));
  }

  /** Whether its pod runs. */
  static boolean isReady(Job job) {
    return job.getStatus() != null && requireNonNullElse(job.getStatus().getReady(), 0) > 0;
  }

  static boolean isComplete(Job job) {
    return condition(job, "Complete").isPresent();
  }

  /** Whether nothing more happens to the Job itself. */
  static boolean hasEnded(Job job) {
    return isComplete(job) || condition(job, "Failed").isPresent();
  }

  /** Whether it was ended by its deadline, or is about to be. */
  static boolean isOutOfTime(Job job) {
    return condition(job, "Failed")
        .or(() -> condition(job, "FailureTarget"))
        .filter(it -> "DeadlineExceeded".equals(it.getReason()))
        .isPresent();
  }

  private JobState state() {
    return pods.stream()
        .flatMap(pod -> end(pod).stream())
        .findFirst()
        .or(() -> condition(job, "Failed").map(this::failed))
        .or(() -> condition(job, "Complete").filter(_ -> pods.isEmpty()).map(JobReading::unread))
        .orElseGet(() -> silence().orElseGet(this::running));
  }

  private Optional<JobState> end(PodReading pod) {
    return pod.terminated()
        .map(end -> ended(pod, end))
        .or(() -> pod.evictedUnstarted().map(words -> new Lost(EVICTED, words, now)));
  }

  private JobState ended(PodReading pod, ContainerStateTerminated end) {
    var at = end.getFinishedAt() == null ? now : Instant.parse(end.getFinishedAt());
    if (ExitStatus.isOutOfMemory(end)) {
      return new Lost(OUT_OF_MEMORY, ExitStatus.MORE_MEMORY, at);
    }
    var message = requireNonNullElse(end.getMessage(), "");
    try {
      return new Reported(ReportJson.read(message.getBytes(UTF_8)), at);
    } catch (UncheckedIOException e) {
      return unreported(pod, end, at);
    }
  }

  private Lost unreported(PodReading pod, ContainerStateTerminated end, Instant at) {
    if (ExitStatus.isNoStart(end)) {
      return new Lost(
          CANNOT_START, end.getReason() + ": " + requireNonNullElse(end.getMessage(), ""), at);
    }
    if (pod.eviction().isPresent()) {
      return new Lost(EVICTED, pod.eviction().get(), at);
    }
    var isOutOfTime = isOutOfTime(job);
    if (isOutOfTime || pod.isDeleted()) {
      return new Lost(
          isOutOfTime ? OUT_OF_TIME : DELETED, isOutOfTime ? tooLong() : byHand("pod"), at);
    }
    return new Lost(FAILED, ExitStatus.inWords(end.getExitCode()), at);
  }

  /** The pod is gone: of its end the Job knows what its pod failure policy has it remember. */
  private Lost failed(JobCondition failed) {
    var at = Instant.parse(failed.getLastTransitionTime());
    var message = requireNonNullElse(failed.getMessage(), "the Job failed without a message");
    return switch (requireNonNullElse(failed.getReason(), "")) {
      case "DeadlineExceeded" ->
          obstacles
              .remembered()
              .map(it -> new Lost(it.trouble(), "until its deadline: " + it.message(), at))
              .orElseGet(() -> new Lost(OUT_OF_TIME, tooLong(), at));
      case "PodFailurePolicy" -> new PolicyWords(message).end(at);
      case "BackoffLimitExceeded" -> new Lost(DELETED, byHand("pod"), at);
      default -> new Lost(FAILED, message, at);
    };
  }

  private String tooLong() {
    return "the worker was at it for longer than the "
        + Duration.ofSeconds(requireNonNullElse(job.getSpec().getActiveDeadlineSeconds(), 0L))
            .toMinutes()
        + " minutes that its Job allows";
  }

  private static String byHand(String what) {
    return "the worker's " + what + " was deleted, and its node stopped it or is gone";
  }

  private static Optional<JobCondition> condition(Job job, String type) {
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
        UNREAD,
        "the worker ended, and its pod is gone with its report",
        Instant.parse(complete.getLastTransitionTime()));
  }

  /**
   * Nobody answers for a pod whose node is gone, and so its Job waits for ever. A worker that is
   * alive there all the same is kept from writing by the token that its successor draws.
   */
  private Optional<JobState> silence() {
    return pods.stream()
        .flatMap(pod -> pod.silentSince(now).stream())
        .findFirst()
        .map(this::silent);
  }

  private JobState silent(Instant since) {
    var words = "the worker's node has not been heard of since " + since;
    return now.isBefore(since.plus(PATIENCE_WITH_A_NODE))
        ? new Running(words)
        : new Lost(NODE_LOST, words, since.plus(PATIENCE_WITH_A_NODE));
  }

  private Running running() {
    if (job.getMetadata().getDeletionTimestamp() != null) {
      return new Running("the worker to end, whose Job somebody deleted");
    }
    return obstacles
        .first()
        .map(Running::new)
        .orElseGet(
            () ->
                new Running(
                    "the worker " + job.getMetadata().getName(),
                    ProgressLines.last(log).orElse(null),
                    null));
  }
}
