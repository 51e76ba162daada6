package dev.slipway.controllers.release;

import dev.slipway.controllers.quiesce.Closing;
import dev.slipway.controllers.quiesce.Doors;
import dev.slipway.controllers.step.StepResult;

/** Keeps users out until the release is validated, or undone. */
final class CloseServices implements ReleaseStep {
  static final String STEP = "CloseServices";

  @Override
  public StepResult evaluate(ReleaseView seen) {
    var closing = new Closing(seen.plan(), seen.workerImage(), seen.sinceBeginOf(STEP));
    return Doors.close(seen.requireApp(), seen.recorded(), closing);
  }
}
