package dev.slipway.controllers.release;

import dev.slipway.controllers.quiesce.Doors;
import dev.slipway.controllers.step.StepResult;

/** Keeps users out until the release is validated, or undone. */
final class CloseServices implements ReleaseStep {
  static final String STEP = "CloseServices";

  @Override
  public StepResult evaluate(ReleaseView seen) {
    return Doors.close(seen.requireApp(), seen.recorded(), seen.plan());
  }
}
