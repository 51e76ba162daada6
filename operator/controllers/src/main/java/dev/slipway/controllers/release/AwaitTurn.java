package dev.slipway.controllers.release;

import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;

/**
 * Waits until the window is open and nobody comes first: what is proven is looked at after that.
 */
final class AwaitTurn implements ReleaseStep {
  static final String STEP = "AwaitTurn";

  @Override
  public StepResult evaluate(ReleaseView seen) {
    return LockEnvironment.notYet(seen).orElseGet(() -> new Done("it is its turn"));
  }
}
