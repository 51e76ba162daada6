package dev.slipway.controllers.work;

import static dev.slipway.controllers.work.WorkerTrouble.CANNOT_START;
import static dev.slipway.controllers.work.WorkerTrouble.CLAIM_NOT_MOUNTABLE;
import static dev.slipway.controllers.work.WorkerTrouble.CLAIM_NOT_READABLE;
import static dev.slipway.controllers.work.WorkerTrouble.DENIED;
import static dev.slipway.controllers.work.WorkerTrouble.NO_CLAIM;
import static dev.slipway.controllers.work.WorkerTrouble.NO_CONFIG_MAP;
import static dev.slipway.controllers.work.WorkerTrouble.NO_IMAGE;
import static dev.slipway.controllers.work.WorkerTrouble.NO_NODE;
import static dev.slipway.controllers.work.WorkerTrouble.NO_QUOTA;
import static dev.slipway.controllers.work.WorkerTrouble.NO_SECRET;
import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What keeps a Job's pod from starting and does not pass by itself. Job and pod say little of it: a
 * Secret that is missing shows nowhere but in the events, and so does a pod that nobody would make.
 */
final class Obstacles {
  /** Of a pod's events: what the kubelet cannot give it. */
  static final Set<String> FAILED_MOUNT = Set.of("FailedMount", "FailedAttachVolume");

  /** Of a Job's events: its pod could not be made. */
  static final Set<String> FAILED_CREATE = Set.of("FailedCreate");

  private static final String STARTING = "ContainerCreating";
  private static final Set<String> OF_THE_IMAGE =
      Set.of(
          "ErrImagePull",
          "ImagePullBackOff",
          "InvalidImageName",
          "ErrImageNeverPull",
          "ImageInspectError",
          "RegistryUnavailable",
          "SignatureValidationFailed");
  private static final String ATTACHING = "FailedAttachVolume";

  private final Job job;
  private final List<Pod> pods;
  private final List<Event> events;

  /**
   * @param events of the Job and its pods
   */
  Obstacles(Job job, List<Pod> pods, List<Event> events) {
    this.job = job;
    this.pods = pods;
    this.events = events;
  }

  /** The one that people have to know of. */
  Optional<Obstacle> first() {
    return pods.isEmpty() ? unmade() : unmounted().or(this::waiting).or(this::homeless);
  }

  /** Why the pod of a Job that has ended did not come to run, as its events remember. */
  Optional<Obstacle> remembered() {
    return unmounted().or(this::unmade);
  }

  private Optional<Obstacle> unmade() {
    return last(FAILED_CREATE).map(Event::getMessage).map(words -> obstacle(refusal(words), words));
  }

  private WorkerTrouble refusal(String words) {
    if (words.contains("exceeded quota") || words.contains("failed quota")) {
      return NO_QUOTA;
    }
    return words.contains("violates PodSecurity") && isForRoot() ? CLAIM_NOT_READABLE : DENIED;
  }

  private boolean isForRoot() {
    var context = job.getSpec().getTemplate().getSpec().getSecurityContext();
    return context != null && Long.valueOf(0).equals(context.getRunAsUser());
  }

  private Optional<Obstacle> unmounted() {
    return last(FAILED_MOUNT)
        .map(
            event ->
                obstacle(
                    missing(event.getMessage()).orElse(unmountable(event)), event.getMessage()));
  }

  private static WorkerTrouble unmountable(Event event) {
    return event.getReason().equals(ATTACHING) || event.getMessage().contains("attach")
        ? CLAIM_NOT_MOUNTABLE
        : CANNOT_START;
  }

  private static Optional<WorkerTrouble> missing(String words) {
    var lower = words.toLowerCase(Locale.ROOT);
    if (!lower.contains("not found")) {
      return Optional.empty();
    }
    if (lower.contains("secret \"")) {
      return Optional.of(NO_SECRET);
    }
    if (lower.contains("configmap \"")) {
      return Optional.of(NO_CONFIG_MAP);
    }
    return lower.contains("persistentvolumeclaim ") ? Optional.of(NO_CLAIM) : Optional.empty();
  }

  private Optional<Obstacle> waiting() {
    return pods.stream()
        .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
        .map(ContainerStatus::getState)
        .filter(Objects::nonNull)
        .map(state -> state.getWaiting())
        .filter(Objects::nonNull)
        .filter(waiting -> waiting.getReason() != null && !STARTING.equals(waiting.getReason()))
        .findFirst()
        .map(this::waiting);
  }

  private Obstacle waiting(ContainerStateWaiting waiting) {
    var message = requireNonNullElse(waiting.getMessage(), "no message");
    var trouble =
        OF_THE_IMAGE.contains(waiting.getReason())
            ? NO_IMAGE
            : missing(message).orElse(CANNOT_START);
    return obstacle(trouble, waiting.getReason() + ": " + message);
  }

  /** A claim that is missing, or no room: the scheduler knows. */
  private Optional<Obstacle> homeless() {
    return pods.stream()
        .flatMap(pod -> pod.getStatus().getConditions().stream())
        .filter(it -> it.getType().equals("PodScheduled") && it.getStatus().equals("False"))
        .map(PodCondition::getMessage)
        .filter(Objects::nonNull)
        .findFirst()
        .map(words -> obstacle(missing(words).orElse(NO_NODE), words));
  }

  /** One that names its cause comes before one that only says that it took too long. */
  private Optional<Event> last(Set<String> reasons) {
    return events.stream()
        .filter(event -> reasons.contains(event.getReason()) && event.getMessage() != null)
        .max(
            Comparator.comparing((Event event) -> missing(event.getMessage()).isPresent())
                .thenComparing(event -> requireNonNullElse(event.getLastTimestamp(), "")));
  }

  private Obstacle obstacle(WorkerTrouble trouble, String message) {
    var labels = job.getMetadata().getLabels();
    var generation = labels.getOrDefault(Labels.ENVIRONMENT_GENERATION, "0");
    return new Obstacle(trouble, message, since(), Long.parseLong(generation));
  }

  private Instant since() {
    return pods.stream()
        .map(pod -> pod.getMetadata().getCreationTimestamp())
        .filter(Objects::nonNull)
        .findFirst()
        .or(() -> Optional.ofNullable(job.getMetadata().getCreationTimestamp()))
        .map(Instant::parse)
        .orElse(Instant.EPOCH);
  }
}
