package dev.slipway.controllers.release;

import dev.slipway.controllers.quiesce.App;
import dev.slipway.controllers.quiesce.Recording;
import dev.slipway.controllers.quiesce.ServiceSeen;
import dev.slipway.controllers.quiesce.WorkloadSeen;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Stall;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds out, with the app still open, who would scale it up or lead users into it while it is
 * closed. Where the chart's hold policy is in force they cannot.
 */
final class FindContestants implements ReleaseStep {
  static final String STEP = "FindContestants";

  /** Those who put back by themselves what they have applied once. */
  private static final Pattern PUT_BACK =
      Pattern.compile("(?i)argo|flux|kustomize-controller|helm-controller|fleet|rancher");

  private static final String HOW =
      ": install the chart with policies.create=true, whose hold policy keeps it from that during a"
          + " release, or have it leave ";

  private static final Duration RECHECK = Duration.ofSeconds(30);

  @Override
  public StepResult evaluate(ReleaseView seen) {
    if (seen.around().unheld().isEmpty()) {
      return new NotNeeded("the hold policy keeps others away while the app is closed");
    }
    return scale(seen.requireApp())
        .or(() -> traffic(seen))
        .orElseGet(() -> new Done("nobody is known to scale the app or to switch its Services"));
  }

  private static Optional<StepResult> scale(App app) {
    return app.workloads().stream()
        .map(WorkloadSeen::object)
        .flatMap(
            it ->
                Stream.of("f:replicas", "f:suspend")
                    .flatMap(field -> contestant(it, field).stream())
                    .map(manager -> stall("ScaleContested", manager, "scales", it, "it alone")))
        .findFirst();
  }

  private static Optional<StepResult> traffic(ReleaseView seen) {
    var maintenance = seen.target().getSpec().maintenance();
    if (maintenance != null && maintenance.front() != null) {
      return Optional.empty();
    }
    var app = seen.requireApp();
    return Recording.of(app, seen.now()).recorded().stream()
        .filter(it -> it.kind().equals("Service"))
        .flatMap(it -> app.services().stream().filter(service -> service.name().equals(it.name())))
        .map(ServiceSeen::service)
        .flatMap(Optional::stream)
        .flatMap(
            it ->
                contestant(it, "f:selector").stream()
                    .map(
                        manager ->
                            stall(
                                "TrafficContested",
                                manager,
                                "puts back",
                                it,
                                "its selector alone, or name a front in spec.maintenance")))
        .findFirst();
  }

  private static StepResult stall(
      String reason, String manager, String does, HasMetadata object, String what) {
    return new Stall(
        reason,
        "field manager "
            + manager
            + " "
            + does
            + " "
            + object.getKind()
            + " "
            + object.getMetadata().getName()
            + HOW
            + what,
        RECHECK);
  }

  /** Who owns a field of the spec, and would put it back. */
  private static Optional<String> contestant(HasMetadata object, String field) {
    return Stream.ofNullable(object.getMetadata().getManagedFields())
        .flatMap(List::stream)
        .filter(it -> owns(it, field))
        .map(ManagedFieldsEntry::getManager)
        .filter(Objects::nonNull)
        .filter(it -> PUT_BACK.matcher(it).find())
        .findFirst();
  }

  private static boolean owns(ManagedFieldsEntry entry, String field) {
    return entry.getFieldsV1() != null
        && entry.getFieldsV1().getAdditionalProperties().get("f:spec") instanceof Map<?, ?> spec
        && spec.containsKey(field);
  }
}
