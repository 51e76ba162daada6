package dev.slipway.controllers.release;

import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.NotNeeded;

/** The app may write again: its one replica, which users do not reach yet. */
final class LowerFence implements ReleaseStep {
  static final String STEP = "LowerFence";

  private static final FenceMove MOVE = new FenceMove(STEP, false, Persistence.STUBBORN);

  @Override
  public StepResult evaluate(ReleaseView seen) {
    return seen.journal().hasBegun(RaiseFence.STEP)
        ? MOVE.evaluate(seen)
        : new NotNeeded("the fence was not raised");
  }
}
