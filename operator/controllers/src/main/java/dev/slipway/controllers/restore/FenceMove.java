package dev.slipway.controllers.restore;

import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.engine.order.FenceOrder;
import dev.slipway.engine.order.WorkOrder;
import java.time.Duration;

/** Has the target's database fence raised or lowered. */
record FenceMove(String step, boolean raised, Persistence persistence) {
  private static final Duration DEADLINE = Duration.ofMinutes(5);

  StepResult evaluate(RestoreView seen) {
    return new RestoreWorker(seen, step)
        .carryOut(
            persistence,
            DEADLINE,
            (runStep, access) ->
                new FenceOrder(WorkOrder.FORMAT_VERSION, runStep, access.database(), raised));
  }
}
