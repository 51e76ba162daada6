package dev.slipway.controllers.release;

import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.NotNeeded;

/**
 * Between a look and the release there may be days: what was withdrawn meanwhile does not count.
 */
final class FindValidationAgain implements ReleaseStep {
  private static final ReleaseStep LOOK = new FindValidation();

  @Override
  public StepResult evaluate(ReleaseView seen) {
    return seen.journal().hasBegun(LockEnvironment.STEP)
        ? new NotNeeded("the release is under way")
        : LOOK.evaluate(seen);
  }
}
