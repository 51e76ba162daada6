package dev.slipway.controllers.release;

import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.NotNeeded;

/**
 * How far one pass goes: as far as the planner's next decision, and while an app is closed, where
 * every write of status counts, on to the begin of the next step that has something to do. On the
 * way nothing is done but to write, so every effect is announced all the same. Pure.
 */
record Stride(ReleasePlanner planner) {
  Decision from(ReleaseView seen) {
    var decision = planner.next(seen);
    if (!seen.isClosed()) {
      return decision;
    }
    var then = seen;
    while (isSettled(decision)) {
      then = then.after(decision);
      var next = planner.next(then);
      if (!isOnlyWritten(next)) {
        return decision;
      }
      decision = next;
    }
    return decision;
  }

  /** Nobody has to be told of it before it goes on. */
  private static boolean isSettled(Decision decision) {
    return isWell(decision)
        && decision.answered() == null
        && (decision.step() == null || decision.journal().isSettled(decision.step()));
  }

  /** What has begun before is done on the strength of what a pass of its own sees. */
  private static boolean isOnlyWritten(Decision decision) {
    return isWell(decision)
        && (decision.step() == null || !decision.journal().isDone(decision.step()));
  }

  private static boolean isWell(Decision decision) {
    return !decision.phase().isEnd()
        && (decision.result() instanceof Done || decision.result() instanceof NotNeeded);
  }
}
