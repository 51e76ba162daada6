package dev.slipway.controllers.release;

import dev.slipway.controllers.check.JobChecks;
import dev.slipway.controllers.step.StepResult;

/** Jobs of the app's own have to succeed against what was released. */
final class RunJobs implements ReleaseStep {
  @Override
  public StepResult evaluate(ReleaseView seen) {
    return checks(seen).outcome();
  }

  static JobChecks checks(ReleaseView seen) {
    return JobChecks.of(
        seen.run(), seen.jobs(), seen.spec().validation(), seen.journal(), seen.now());
  }
}
