package dev.slipway.controllers.release;

import dev.slipway.controllers.quiesce.Replicas;
import dev.slipway.controllers.step.StepResult;

/** One replica is started on what was brought back. */
final class StartRestored implements ReleaseStep {
  static final String STEP = "StartRestored";

  @Override
  public StepResult evaluate(ReleaseView seen) {
    return Replicas.startOne(seen.requireApp(), seen.recorded(), seen.sinceBeginOf(STEP));
  }
}
