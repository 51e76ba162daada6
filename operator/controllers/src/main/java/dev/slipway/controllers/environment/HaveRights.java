package dev.slipway.controllers.environment;

import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Stall;
import java.time.Duration;

/** The operator may work only in namespaces that somebody granted to it. */
final class HaveRights implements EnvironmentStep {
  private static final Duration RECHECK = Duration.ofMinutes(1);

  @Override
  public StepResult evaluate(EnvironmentView seen) {
    var namespace = seen.environment().getMetadata().getNamespace();
    return seen.forbidden() == null
        ? new Done("granted")
        : new Stall(
            "NotGranted",
            "the operator may not work in namespace "
                + namespace
                + ": add it to grant.namespaces of the chart's values ("
                + seen.forbidden()
                + ")",
            RECHECK);
  }
}
