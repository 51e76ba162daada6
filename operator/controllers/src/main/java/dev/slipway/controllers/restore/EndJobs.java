package dev.slipway.controllers.restore;

import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.NotNeeded;

/** No check of the app's own is still at it once users are back. */
final class EndJobs implements RestoreStep {
  static final String STEP = "EndJobs";

  @Override
  public StepResult evaluate(RestoreView seen) {
    var checks = RunJobs.checks(seen);
    return checks.areWanted()
        ? checks.ending().orElseGet(() -> new Done("no Job is at it any more"))
        : new NotNeeded("no check is a Job");
  }
}
