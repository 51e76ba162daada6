package dev.slipway.controllers.release;

import dev.slipway.controllers.step.Journal;
import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.NotNeeded;

/** However the release ends, no fence is left. */
final class LowerLastFence implements ReleaseStep {
  static final String STEP = "LowerLastFence";

  private static final FenceMove MOVE = new FenceMove(STEP, false, Persistence.STUBBORN);

  @Override
  public StepResult evaluate(ReleaseView seen) {
    return mayBeUp(seen.journal()) ? MOVE.evaluate(seen) : new NotNeeded("no fence is left");
  }

  private static boolean mayBeUp(Journal journal) {
    return (journal.hasBegun(RaiseFence.STEP) && !journal.isDone(LowerFence.STEP))
        || (journal.hasBegun(RaiseFenceAgain.STEP) && !journal.isDone(LowerFenceAgain.STEP));
  }
}
