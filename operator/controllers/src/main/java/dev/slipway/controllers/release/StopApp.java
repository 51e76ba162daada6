package dev.slipway.controllers.release;

import dev.slipway.controllers.quiesce.Replicas;
import dev.slipway.controllers.step.StepResult;

/** No old configuration stays in memory. */
final class StopApp implements ReleaseStep {
  static final String STEP = "StopApp";

  @Override
  public StepResult evaluate(ReleaseView seen) {
    return Replicas.stop(seen.requireApp(), seen.recorded(), seen.plan(), seen.sinceBeginOf(STEP));
  }
}
