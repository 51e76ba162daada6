package dev.slipway.controllers.release;

import dev.slipway.controllers.quiesce.Replicas;
import dev.slipway.controllers.step.StepResult;

/** One replica is started on what was released. */
final class StartApp implements ReleaseStep {
  static final String STEP = "StartApp";

  @Override
  public StepResult evaluate(ReleaseView seen) {
    return Replicas.startOne(seen.requireApp(), seen.recorded(), seen.sinceBeginOf(STEP));
  }
}
