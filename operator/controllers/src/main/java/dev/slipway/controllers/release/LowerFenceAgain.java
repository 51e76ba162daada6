package dev.slipway.controllers.release;

import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.NotNeeded;

/** The app may write again, after the backup was brought back. */
final class LowerFenceAgain implements ReleaseStep {
  static final String STEP = "LowerFenceAgain";

  private static final FenceMove MOVE = new FenceMove(STEP, false, Persistence.STUBBORN);

  @Override
  public StepResult evaluate(ReleaseView seen) {
    return seen.journal().hasBegun(RaiseFenceAgain.STEP)
        ? MOVE.evaluate(seen)
        : new NotNeeded("the fence was not raised again");
  }
}
