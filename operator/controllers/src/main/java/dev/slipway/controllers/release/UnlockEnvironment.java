package dev.slipway.controllers.release;

import dev.slipway.controllers.quiesce.EnvironmentLock;
import dev.slipway.controllers.step.StepResult;

/** The next release may begin. */
final class UnlockEnvironment implements ReleaseStep {
  @Override
  public StepResult evaluate(ReleaseView seen) {
    return EnvironmentLock.giveBack(seen.requireApp(), seen.plan());
  }
}
