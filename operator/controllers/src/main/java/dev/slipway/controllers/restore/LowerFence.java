package dev.slipway.controllers.restore;

import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.NotNeeded;

/** The app may write again: its one replica, which users do not reach yet. */
final class LowerFence implements RestoreStep {
  static final String STEP = "LowerFence";

  private static final FenceMove MOVE = new FenceMove(STEP, false, Persistence.STUBBORN);

  @Override
  public StepResult evaluate(RestoreView seen) {
    return seen.journal().hasBegun(RaiseFence.STEP)
        ? MOVE.evaluate(seen)
        : new NotNeeded("the fence was not raised");
  }
}
