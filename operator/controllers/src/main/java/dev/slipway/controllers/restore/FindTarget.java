package dev.slipway.controllers.restore;

import dev.slipway.api.status.Condition;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.step.MissingRights;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Stall;
import java.time.Duration;
import java.util.List;

/** The environment that is restored into has to be there, and well. */
final class FindTarget implements RestoreStep {
  private static final Duration RECHECK = Duration.ofSeconds(15);

  @Override
  public StepResult evaluate(RestoreView seen) {
    if (seen.forbidden() != null) {
      return MissingRights.stall(seen.namespace(), seen.forbidden());
    }
    return seen.app() == null ? missing(seen) : found(seen);
  }

  private static StepResult missing(RestoreView seen) {
    return stall(
        "EnvironmentMissing",
        "there is no AppEnvironment %s in namespace %s: create it, or make a restore whose spec.target is there"
            .formatted(seen.spec().target(), seen.namespace()));
  }

  private static StepResult found(RestoreView seen) {
    var name = "AppEnvironment " + seen.spec().target();
    var hindrance = RunJobs.checks(seen).hindrance();
    if (hindrance.isPresent()) {
      return stall("ReferenceMissing", hindrance.get());
    }
    var status = seen.target().getStatus();
    var conditions = status == null ? List.<Condition>of() : status.conditions();
    return Conditions.holds(conditions, "Ready")
        ? new Done(name + " is ready")
        : stall(
            "EnvironmentNotReady",
            name + " is not ready: " + Conditions.message(conditions, "Ready"));
  }

  private static StepResult stall(String reason, String message) {
    return new Stall(reason, message, RECHECK);
  }
}
