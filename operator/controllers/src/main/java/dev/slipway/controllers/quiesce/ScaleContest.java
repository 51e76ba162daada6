package dev.slipway.controllers.quiesce;

import dev.slipway.api.status.QuiesceRecord;
import dev.slipway.controllers.quiesce.WorkloadSeen.Scalable;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Fail;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/** Whether somebody else scales an app up again that is being brought to rest. */
record ScaleContest(App app, QuiesceRecord record, HasMetadata holder) {

  /**
   * Empty where nobody does. An autoscaler may be late to hear that it is pinned: so what it scales
   * is only put down again.
   *
   * @param most that we leave
   */
  Optional<StepResult> contested(int most) {
    var pins = new Pins(app, record);
    return pins.loosened(holder)
        .map(it -> fail(Pins.nameOf(it), it.object(), "minReplicas", "paused"))
        .or(
            () ->
                app.workloads().stream()
                    .filter(Scalable.class::isInstance)
                    .map(Scalable.class::cast)
                    .filter(it -> it.replicas() > most && Mark.isOn(it.object(), holder))
                    .filter(it -> !pins.targets().contains(target(it)))
                    .findFirst()
                    .map(it -> fail(Posture.nameOf(it), it.object(), "replicas", "replicas")));
  }

  private static String target(Scalable seen) {
    return AutoscalerSeen.target(seen.object().getKind(), seen.object().getMetadata().getName());
  }

  private static StepResult fail(String name, HasMetadata object, String... fields) {
    var manager = FieldManagers.of(object, fields).map(it -> " (" + it + ")").orElse("");
    return new Fail(
        "ScaleContested",
        ("somebody else%s scales %s up again while it is brought to rest: have them leave its scale alone (Argo CD:"
                + " ignoreDifferences with RespectIgnoreDifferences=true, or no self-heal), then release again")
            .formatted(manager, name));
  }
}
