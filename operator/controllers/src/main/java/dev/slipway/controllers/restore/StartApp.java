package dev.slipway.controllers.restore;

import dev.slipway.controllers.quiesce.Replicas;
import dev.slipway.controllers.step.StepResult;

/** One replica is started on what was restored. */
final class StartApp implements RestoreStep {
  static final String STEP = "StartApp";

  @Override
  public StepResult evaluate(RestoreView seen) {
    return Replicas.startOne(seen.requireApp(), seen.recorded(), seen.sinceBeginOf(STEP));
  }
}
