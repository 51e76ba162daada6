package dev.slipway.controllers.work;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What a worker's pod says of itself, and what others have noted on it. */
final class PodReading {
  private static final String DISRUPTION = "DisruptionTarget";
  private static final String READY = "Ready";

  private final Pod pod;
  private final PodStatus status;

  PodReading(Pod pod) {
    this.pod = pod;
    this.status = requireNonNullElse(pod.getStatus(), new PodStatus());
  }

  Optional<ContainerStateTerminated> terminated() {
    return container()
        .map(ContainerStatus::getState)
        .map(ContainerState::getTerminated)
        .filter(Objects::nonNull);
  }

  /** Why it had to go; of a node that ran full the pod's status has the kubelet's own words. */
  Optional<String> eviction() {
    return isEvicted()
        ? Optional.of(requireNonNullElse(status.getMessage(), "its node evicted the worker's pod"))
        : condition(DISRUPTION)
            .filter(it -> it.getStatus().equals("True"))
            .map(it -> it.getReason() + ": " + requireNonNullElse(it.getMessage(), "no message"));
  }

  /** It had to go before its container was there. */
  Optional<String> evictedUnstarted() {
    return "Failed".equals(status.getPhase()) && terminated().isEmpty()
        ? eviction().or(() -> Optional.ofNullable(status.getMessage()))
        : Optional.empty();
  }

  boolean isDeleted() {
    return pod.getMetadata().getDeletionTimestamp() != null;
  }

  /**
   * Since when nobody answers for it: a node that is not heard of has its pods marked as not ready,
   * though their containers are; and what is deleted there never goes.
   */
  Optional<Instant> silentSince(Instant now) {
    return unready().or(() -> goneBy().filter(at -> at.isBefore(now)));
  }

  private Optional<Instant> unready() {
    return condition(READY)
        .filter(it -> it.getStatus().equals("False") && it.getLastTransitionTime() != null)
        .filter(_ -> container().filter(PodReading::isReadyItself).isPresent())
        .map(PodCondition::getLastTransitionTime)
        .map(Instant::parse);
  }

  /** When it should have gone at the latest, with the time it was given to end. */
  private Optional<Instant> goneBy() {
    return Optional.ofNullable(pod.getMetadata().getDeletionTimestamp()).map(Instant::parse);
  }

  private static boolean isReadyItself(ContainerStatus container) {
    return Boolean.TRUE.equals(container.getReady())
        && container.getState() != null
        && container.getState().getRunning() != null;
  }

  private boolean isEvicted() {
    return "Evicted".equals(status.getReason());
  }

  private Optional<PodCondition> condition(String type) {
    return status.getConditions().stream().filter(it -> it.getType().equals(type)).findFirst();
  }

  private Optional<ContainerStatus> container() {
    return status.getContainerStatuses().stream().findFirst();
  }
}
