package dev.slipway.controllers.restore;

import dev.slipway.api.environment.Fence;
import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.NotNeeded;

/** Keeps those writers out of the database whom nobody has named. */
final class RaiseFence implements RestoreStep {
  static final String STEP = "RaiseFence";

  private static final FenceMove MOVE = new FenceMove(STEP, true, Persistence.DECIDED);

  @Override
  public StepResult evaluate(RestoreView seen) {
    return seen.target().getSpec().quiesce().fence() == Fence.NONE
        ? new NotNeeded("quiesce.fence is None")
        : MOVE.evaluate(seen);
  }
}
