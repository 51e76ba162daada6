package dev.slipway.controllers.environment;

import dev.slipway.controllers.step.MissingRights;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;

/** The operator may work only in namespaces that somebody granted to it. */
final class HaveRights implements EnvironmentStep {
  @Override
  public StepResult evaluate(EnvironmentView seen) {
    var namespace = seen.environment().getMetadata().getNamespace();
    return seen.forbidden() == null
        ? new Done("granted")
        : MissingRights.stall(namespace, seen.forbidden());
  }
}
