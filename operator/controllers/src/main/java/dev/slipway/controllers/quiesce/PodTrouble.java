package dev.slipway.controllers.quiesce;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Why pods do not become ready, as far as they say. */
final class PodTrouble {
  private PodTrouble() {}

  static Optional<String> of(List<Pod> pods) {
    return pods.stream().flatMap(PodTrouble::of).findFirst();
  }

  private static Stream<String> of(Pod pod) {
    var status = requireNonNullElse(pod.getStatus(), new PodStatus());
    var containers =
        Stream.concat(
            status.getInitContainerStatuses().stream(), status.getContainerStatuses().stream());
    return Stream.concat(containers.flatMap(PodTrouble::waiting), unscheduled(status))
        .map(words -> "pod " + pod.getMetadata().getName() + ": " + words);
  }

  private static Stream<String> waiting(ContainerStatus container) {
    return Stream.ofNullable(container.getState())
        .map(state -> state.getWaiting())
        .filter(Objects::nonNull)
        .filter(waiting -> waiting.getReason() != null)
        .map(PodTrouble::words);
  }

  private static String words(ContainerStateWaiting waiting) {
    return waiting.getMessage() == null
        ? waiting.getReason()
        : waiting.getReason() + " (" + waiting.getMessage() + ")";
  }

  private static Stream<String> unscheduled(PodStatus status) {
    return status.getConditions().stream()
        .filter(it -> it.getType().equals("PodScheduled") && it.getStatus().equals("False"))
        .map(PodCondition::getMessage)
        .filter(Objects::nonNull);
  }
}
