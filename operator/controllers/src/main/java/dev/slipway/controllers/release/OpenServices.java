package dev.slipway.controllers.release;

import dev.slipway.controllers.quiesce.Doors;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.NotNeeded;

/** Users are let in again. */
final class OpenServices implements ReleaseStep {
  static final String STEP = "OpenServices";

  @Override
  public StepResult evaluate(ReleaseView seen) {
    return seen.journal().hasBegun(CloseServices.STEP)
        ? Doors.open(seen.requireApp(), seen.recorded())
        : new NotNeeded("nothing was changed");
  }
}
