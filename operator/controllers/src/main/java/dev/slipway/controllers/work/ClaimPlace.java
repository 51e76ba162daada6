package dev.slipway.controllers.work;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.StorageClaim;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where a worker can mount an app's claims while the app runs. */
public sealed interface ClaimPlace {
  ClaimPlace ANYWHERE = new Anywhere();

  /** Nobody has mounted them, or many nodes may. */
  record Anywhere() implements ClaimPlace {}

  /** Only one node may mount them, and the app is there. */
  record OnNode(String node) implements ClaimPlace {}

  /** Nowhere, while the app runs. */
  record Taken(String reason, String message) implements ClaimPlace {}

  /** Looks at the claims of an environment, and at the pods that mount them. */
  static ClaimPlace read(KubernetesClient client, AppEnvironment environment) {
    var names =
        environment.getSpec().storage().stream()
            .map(StorageClaim::claim)
            .collect(toUnmodifiableSet());
    if (names.isEmpty()) {
      return ANYWHERE;
    }
    var namespace = environment.getMetadata().getNamespace();
    var claims =
        client.persistentVolumeClaims().inNamespace(namespace).list().getItems().stream()
            .filter(claim -> names.contains(claim.getMetadata().getName()))
            .filter(claim -> !isShared(claim))
            .toList();
    return claims.isEmpty()
        ? ANYWHERE
        : of(claims, client.pods().inNamespace(namespace).list().getItems());
  }

  /**
   * @param claims that are to be mounted
   * @param pods of their namespace
   */
  static ClaimPlace of(List<PersistentVolumeClaim> claims, List<Pod> pods) {
    var alone =
        claims.stream()
            .filter(claim -> modes(claim).contains("ReadWriteOncePod"))
            .flatMap(claim -> holders(claim, pods).map(pod -> inUse(claim, pod)))
            .findFirst();
    return alone.orElseGet(() -> ofOneNode(claims, pods));
  }

  private static ClaimPlace ofOneNode(List<PersistentVolumeClaim> claims, List<Pod> pods) {
    var nodes =
        claims.stream()
            .filter(claim -> !isShared(claim))
            .flatMap(claim -> holders(claim, pods))
            .map(pod -> pod.getSpec().getNodeName())
            .filter(Objects::nonNull)
            .distinct()
            .sorted()
            .toList();
    return switch (nodes.size()) {
      case 0 -> ANYWHERE;
      case 1 -> new OnNode(nodes.getFirst());
      default ->
          new Taken(
              "ClaimsOnSeveralNodes",
              "the claims "
                  + claims.stream().map(ClaimPlace::name).sorted().collect(joining(", "))
                  + " can each be mounted on one node only, and are on "
                  + String.join(" and ", nodes)
                  + ": run what mounts them on one node, or use claims with ReadWriteMany");
    };
  }

  private static ClaimPlace inUse(PersistentVolumeClaim claim, Pod pod) {
    return new Taken(
        "ClaimInUse",
        "the claim "
            + name(claim)
            + " is ReadWriteOncePod, and Pod "
            + name(pod)
            + " has it: scale the app to zero, or make a Backup with scope: Database");
  }

  private static boolean isShared(PersistentVolumeClaim claim) {
    return modes(claim).contains("ReadWriteMany") || modes(claim).contains("ReadOnlyMany");
  }

  private static Set<String> modes(PersistentVolumeClaim claim) {
    var modes = claim.getSpec() == null ? null : claim.getSpec().getAccessModes();
    return modes == null ? Set.of() : Set.copyOf(modes);
  }

  /** Pods that mount it now, other than workers. */
  private static Stream<Pod> holders(PersistentVolumeClaim claim, List<Pod> pods) {
    return pods.stream()
        .filter(pod -> !hasEnded(pod) && !isWorker(pod))
        .filter(
            pod ->
                pod.getSpec().getVolumes().stream()
                    .map(volume -> volume.getPersistentVolumeClaim())
                    .filter(Objects::nonNull)
                    .anyMatch(source -> source.getClaimName().equals(name(claim))));
  }

  private static boolean hasEnded(Pod pod) {
    var phase = pod.getStatus() == null ? "" : pod.getStatus().getPhase();
    return "Succeeded".equals(phase) || "Failed".equals(phase);
  }

  private static boolean isWorker(Pod pod) {
    return Optional.ofNullable(pod.getMetadata().getLabels())
        .filter(labels -> labels.containsKey(Labels.RUN))
        .isPresent();
  }

  private static String name(HasMetadata object) {
    return object.getMetadata().getName();
  }
}
