package dev.slipway.controllers.restore;

import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.NotNeeded;

/** However the restore ends, no fence is left. */
final class LowerLastFence implements RestoreStep {
  static final String STEP = "LowerLastFence";

  private static final FenceMove MOVE = new FenceMove(STEP, false, Persistence.STUBBORN);

  @Override
  public StepResult evaluate(RestoreView seen) {
    var mayBeUp =
        seen.journal().hasBegun(RaiseFence.STEP) && !seen.journal().isDone(LowerFence.STEP);
    return mayBeUp ? MOVE.evaluate(seen) : new NotNeeded("no fence is left");
  }
}
