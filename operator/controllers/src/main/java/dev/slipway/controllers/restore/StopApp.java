package dev.slipway.controllers.restore;

import dev.slipway.controllers.quiesce.Replicas;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.Stall;

/** Nobody has the data open. An app that does not stop is let go again: nothing is lost by that. */
final class StopApp implements RestoreStep {
  static final String STEP = "StopApp";

  @Override
  public StepResult evaluate(RestoreView seen) {
    var stopped =
        Replicas.stop(seen.requireApp(), seen.recorded(), seen.restore(), seen.sinceBeginOf(STEP));
    return stopped instanceof Stall(var reason, var message, _)
        ? new Fail(reason, message)
        : stopped;
  }
}
