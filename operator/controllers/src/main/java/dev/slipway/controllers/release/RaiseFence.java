package dev.slipway.controllers.release;

import dev.slipway.api.environment.Fence;
import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.NotNeeded;

/** Keeps writers out of the database. */
final class RaiseFence implements ReleaseStep {
  static final String STEP = "RaiseFence";

  private static final FenceMove MOVE = new FenceMove(STEP, true, Persistence.DECIDED);

  @Override
  public StepResult evaluate(ReleaseView seen) {
    return seen.target().getSpec().quiesce().fence() == Fence.NONE
        ? new NotNeeded("quiesce.fence is None")
        : MOVE.evaluate(seen);
  }
}
