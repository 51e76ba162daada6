package dev.slipway.controllers.release;

import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.NotNeeded;

/** However the release ends, no fence is left. */
final class LowerLastFence implements ReleaseStep {
  static final String STEP = "LowerLastFence";

  private static final FenceMove MOVE = new FenceMove(STEP, false, Persistence.STUBBORN);

  @Override
  public StepResult evaluate(ReleaseView seen) {
    return mayBeUp(seen) ? MOVE.evaluate(seen) : new NotNeeded("no fence is left");
  }

  private static boolean mayBeUp(ReleaseView seen) {
    return (mayBeRaised(RaiseFence.STEP, seen) && !seen.journal().isDone(LowerFence.STEP))
        || (mayBeRaised(RaiseFenceAgain.STEP, seen)
            && !seen.journal().isDone(LowerFenceAgain.STEP));
  }

  /** Not where the cluster would not have the worker: then it would not have this one either. */
  private static boolean mayBeRaised(String step, ReleaseView seen) {
    return seen.journal().hasBegun(step)
        && (!seen.journal().hasFailed(step) || ReleaseWorker.wasStarted(step, seen));
  }
}
