package dev.slipway.controllers.work;

import static java.util.Objects.requireNonNullElseGet;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.slipway.api.environment.RunAs;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * As whom a worker can read an app's files: as the containers do that mount them. One that does not
 * say who it is may be root, as most images are, and only root can read what root has written.
 */
public sealed interface ClaimUser {
  /** Who it is where nothing else is said. */
  Long ROOT = 0L;

  /**
   * @param runAs absent where no container mounts them, or none says as whom it runs
   */
  record Known(@Nullable RunAs runAs) implements ClaimUser {}

  /** They are mounted by several who are not the same. */
  record Contested(String message) implements ClaimUser {}

  static ClaimUser of(AppObjects app, List<ClaimMount> mounts) {
    var claims = mounts.stream().map(mount -> mount.storage().claim()).collect(toUnmodifiableSet());
    var users = users(app, claims).toList();
    return switch ((int) users.stream().map(User::runAs).distinct().count()) {
      case 0 -> new Known(null);
      case 1 -> new Known(orNobody(users.getFirst().runAs()));
      default ->
          new Contested(
              "the claims "
                  + claims.stream().sorted().collect(joining(", "))
                  + " are mounted as different users: "
                  + users.stream().map(User::inWords).distinct().collect(joining("; "))
                  + ". Set worker.runAs of the environment to the one who can read all of them");
    };
  }

  private static Stream<User> users(AppObjects app, Set<String> claims) {
    var deployments =
        app.deployments().stream()
            .flatMap(
                it ->
                    users(
                        "Deployment",
                        it.getMetadata().getName(),
                        it.getSpec().getTemplate().getSpec(),
                        Set.of(),
                        claims));
    var sets =
        app.statefulSets().stream()
            .flatMap(
                it ->
                    users(
                        "StatefulSet",
                        it.getMetadata().getName(),
                        it.getSpec().getTemplate().getSpec(),
                        ownVolumes(it, claims),
                        claims));
    var jobs =
        app.cronJobs().stream()
            .flatMap(
                it ->
                    users(
                        "CronJob",
                        it.getMetadata().getName(),
                        it.getSpec().getJobTemplate().getSpec().getTemplate().getSpec(),
                        Set.of(),
                        claims));
    return Stream.of(deployments, sets, jobs).flatMap(all -> all);
  }

  private static Stream<User> users(
      String kind, String name, PodSpec pod, Set<String> ownVolumes, Set<String> claims) {
    var volumes = new HashSet<>(ownVolumes);
    pod.getVolumes().stream()
        .filter(volume -> isOneOf(claims, volume))
        .forEach(volume -> volumes.add(volume.getName()));
    return pod.getContainers().stream()
        .filter(it -> it.getVolumeMounts().stream().anyMatch(at -> volumes.contains(at.getName())))
        .map(container -> new User(kind + " " + name, runAs(pod, container)));
  }

  private static boolean isOneOf(Set<String> claims, Volume volume) {
    return volume.getPersistentVolumeClaim() != null
        && claims.contains(volume.getPersistentVolumeClaim().getClaimName());
  }

  /** The volumes of a StatefulSet whose claims it has made itself, one for each replica. */
  private static Set<String> ownVolumes(StatefulSet set, Set<String> claims) {
    return set.getSpec().getVolumeClaimTemplates().stream()
        .map(PersistentVolumeClaim::getMetadata)
        .map(template -> template.getName())
        .filter(
            template ->
                claims.stream()
                    .anyMatch(
                        it -> it.startsWith(template + "-" + set.getMetadata().getName() + "-")))
        .collect(toUnmodifiableSet());
  }

  /** What a container says of itself holds before what its pod says of all. */
  private static RunAs runAs(PodSpec pod, Container container) {
    var ofPod = requireNonNullElseGet(pod.getSecurityContext(), PodSecurityContext::new);
    var own = requireNonNullElseGet(container.getSecurityContext(), SecurityContext::new);
    var user = Optional.ofNullable(own.getRunAsUser()).orElse(ofPod.getRunAsUser());
    var isNeverRoot =
        Optional.ofNullable(own.getRunAsNonRoot())
            .or(() -> Optional.ofNullable(ofPod.getRunAsNonRoot()))
            .orElse(false);
    return new RunAs(
        user == null && !isNeverRoot ? ROOT : user,
        Optional.ofNullable(own.getRunAsGroup()).orElse(ofPod.getRunAsGroup()),
        ofPod.getFsGroup());
  }

  /** Somebody of an image, and not root, can be anybody: the worker stays who it is. */
  private static @Nullable RunAs orNobody(RunAs app) {
    if (app.user() != null) {
      return app;
    }
    return app.fsGroup() == null ? null : new RunAs(null, null, app.fsGroup());
  }

  /** Who mounts one of the claims. */
  record User(String workload, RunAs runAs) {
    private String inWords() {
      return workload
          + " (user "
          + number(runAs.user())
          + ", group "
          + number(runAs.group())
          + ", fsGroup "
          + number(runAs.fsGroup())
          + ")";
    }

    private static String number(@Nullable Long number) {
      return Objects.toString(number, "as its image says");
    }
  }
}
