package dev.slipway.controllers.release;

import dev.slipway.controllers.quiesce.Replicas;
import dev.slipway.controllers.step.StepResult;

/** Nothing runs while the release is taken back, no check of it either. */
final class StopForRollback implements ReleaseStep {
  static final String STEP = "StopForRollback";

  @Override
  public StepResult evaluate(ReleaseView seen) {
    return RunJobs.checks(seen).ending().orElseGet(() -> stop(seen));
  }

  private static StepResult stop(ReleaseView seen) {
    return Replicas.stop(seen.requireApp(), seen.recorded(), seen.plan(), seen.sinceBeginOf(STEP));
  }
}
