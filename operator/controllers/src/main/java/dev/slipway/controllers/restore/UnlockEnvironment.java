package dev.slipway.controllers.restore;

import dev.slipway.controllers.quiesce.EnvironmentLock;
import dev.slipway.controllers.step.StepResult;

/** The next release or restore may begin. */
final class UnlockEnvironment implements RestoreStep {
  @Override
  public StepResult evaluate(RestoreView seen) {
    return EnvironmentLock.giveBack(seen.requireApp(), seen.restore());
  }
}
