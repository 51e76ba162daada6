package dev.slipway.controllers.restore;

import dev.slipway.controllers.quiesce.Doors;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.NotNeeded;

/** Users are let in again. */
final class OpenServices implements RestoreStep {
  static final String STEP = "OpenServices";

  @Override
  public StepResult evaluate(RestoreView seen) {
    return seen.journal().hasBegun(CloseServices.STEP)
        ? Doors.open(seen.requireApp(), seen.recorded())
        : new NotNeeded("nothing was closed");
  }
}
