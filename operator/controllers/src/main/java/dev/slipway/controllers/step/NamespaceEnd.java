package dev.slipway.controllers.step;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A namespace that is being deleted takes no new objects: nothing can be put back in it any more,
 * and all that waits for that has to let it go.
 */
public final class NamespaceEnd {
  private static final String REASON = "NamespaceTerminating";

  private NamespaceEnd() {}

  public static boolean isCauseOf(KubernetesClientException refusal) {
    return Optional.ofNullable(refusal.getStatus())
        .map(status -> status.getDetails())
        .map(StatusDetails::getCauses)
        .orElse(List.of())
        .stream()
        .anyMatch(cause -> REASON.equals(cause.getReason()));
  }

  /** What has to be done so that these objects can go. */
  public static List<Action> letGo(@Nullable HasMetadata... objects) {
    return Stream.of(objects)
        .filter(Objects::nonNull)
        .filter(Finalizer::isHeld)
        .map(Finalizer::release)
        .toList();
  }
}
