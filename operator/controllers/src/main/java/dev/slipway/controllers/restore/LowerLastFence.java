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
    return mayBeUp(seen) ? MOVE.evaluate(seen) : new NotNeeded("no fence is left");
  }

  /** Not where the cluster would not have the worker: then it would not have this one either. */
  private static boolean mayBeUp(RestoreView seen) {
    var journal = seen.journal();
    var wasForbidden =
        journal.hasFailed(RaiseFence.STEP) && !RestoreWorker.wasStarted(RaiseFence.STEP, seen);
    return journal.hasBegun(RaiseFence.STEP) && !journal.isDone(LowerFence.STEP) && !wasForbidden;
  }
}
