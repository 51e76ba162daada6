package dev.slipway.controllers.restore;

import dev.slipway.controllers.quiesce.Closing;
import dev.slipway.controllers.quiesce.Doors;
import dev.slipway.controllers.step.StepResult;

/** Keeps users out until the restore is validated, or undone. */
final class CloseServices implements RestoreStep {
  static final String STEP = "CloseServices";

  @Override
  public StepResult evaluate(RestoreView seen) {
    var closing = new Closing(seen.restore(), seen.workerImage(), seen.sinceBeginOf(STEP));
    return Doors.close(seen.requireApp(), seen.recorded(), closing);
  }
}
