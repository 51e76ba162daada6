package dev.slipway.controllers.restore;

import dev.slipway.controllers.quiesce.EnvironmentLock;
import dev.slipway.controllers.step.Finalizer;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;

/** One release or restore at a time; and from here on, this one cannot go before it is undone. */
final class LockEnvironment implements RestoreStep {
  static final String STEP = "LockEnvironment";

  @Override
  public StepResult evaluate(RestoreView seen) {
    var held = Finalizer.hold(seen.restore());
    return held instanceof Done ? EnvironmentLock.take(seen.requireApp(), seen.restore()) : held;
  }
}
