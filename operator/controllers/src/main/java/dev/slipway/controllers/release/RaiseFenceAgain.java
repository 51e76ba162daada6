package dev.slipway.controllers.release;

import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.NotNeeded;

/** Nobody writes while the backup is brought back. */
final class RaiseFenceAgain implements ReleaseStep {
  static final String STEP = "RaiseFenceAgain";

  private static final FenceMove MOVE = new FenceMove(STEP, true, Persistence.STUBBORN);

  @Override
  public StepResult evaluate(ReleaseView seen) {
    return seen.journal().hasBegun(RaiseFence.STEP)
        ? MOVE.evaluate(seen)
        : new NotNeeded("quiesce.fence is None");
  }
}
