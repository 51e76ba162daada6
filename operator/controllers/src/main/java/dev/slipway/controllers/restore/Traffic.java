package dev.slipway.controllers.restore;

import static dev.slipway.api.restore.RestorePhase.COMPLETE;
import static dev.slipway.api.restore.RestorePhase.SWITCHING;

import dev.slipway.api.restore.Restore;
import dev.slipway.api.restore.RestorePhase;
import dev.slipway.api.restore.SwitchTraffic;
import dev.slipway.api.restore.SwitchWhen;
import dev.slipway.api.status.Condition;
import dev.slipway.controllers.quiesce.TrafficSwitch;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where users are sent once a restore beside is complete: only when somebody says so, and once for
 * each time that it is said.
 */
final class Traffic {
  static final String SWITCHED = "Switched";

  private Traffic() {}

  /** Whether there is something to do that was not done yet. */
  static boolean isWanted(Restore restore) {
    var status = restore.getStatus();
    if (status == null || status.phase() == null || !isAfterTheEnd(status.phase())) {
      return false;
    }
    return status.phase() == SWITCHING
        || (isTold(restore.getSpec().switchTraffic())
            && !isDone(status.conditions(), restore.getMetadata().getGeneration()));
  }

  static boolean isAfterTheEnd(RestorePhase phase) {
    return phase == COMPLETE || phase == SWITCHING;
  }

  static Decision next(RestoreView seen, RestoreStep target) {
    var result = seen.app() == null ? target.evaluate(seen) : move(seen);
    return new Decision(
        result instanceof Done ? COMPLETE : SWITCHING, null, result, seen.journal());
  }

  private static StepResult move(RestoreView seen) {
    var wish = seen.spec().switchTraffic();
    if (wish == null || wish.when() == SwitchWhen.NEVER) {
      return new Done("users stay where they are");
    }
    var traffic =
        new TrafficSwitch(
            seen.requireApp(), wish.from().service(), wish.to().service(), seen.name());
    return wish.when() == SwitchWhen.BACK ? traffic.back() : traffic.forth();
  }

  private static boolean isTold(@Nullable SwitchTraffic wish) {
    return wish != null && wish.when() != SwitchWhen.NEVER;
  }

  private static boolean isDone(List<Condition> conditions, Long generation) {
    return Conditions.find(conditions, SWITCHED)
        .filter(it -> Objects.equals(it.observedGeneration(), generation))
        .isPresent();
  }
}
