package dev.slipway.controllers.restore;

import dev.slipway.controllers.check.JobChecks;
import dev.slipway.controllers.step.StepResult;

/** Jobs of the app's own have to succeed against what was restored. */
final class RunJobs implements RestoreStep {
  @Override
  public StepResult evaluate(RestoreView seen) {
    return checks(seen).outcome();
  }

  static JobChecks checks(RestoreView seen) {
    return JobChecks.of(
        seen.run(), seen.jobs(), seen.spec().validation(), seen.journal(), seen.now());
  }
}
