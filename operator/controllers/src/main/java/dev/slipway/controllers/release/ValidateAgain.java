package dev.slipway.controllers.release;

import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.NotNeeded;

/** After a while the app has to be as well as it was at first. */
final class ValidateAgain implements ReleaseStep {
  static final String STEP = "ValidateAgain";

  @Override
  public StepResult evaluate(ReleaseView seen) {
    return seen.spec().soak() == null
        ? new NotNeeded("the plan has no soak")
        : Validate.carriedOut(seen, STEP);
  }
}
