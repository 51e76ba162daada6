package dev.slipway.controllers.release;

import dev.slipway.controllers.quiesce.EnvironmentLock;
import dev.slipway.controllers.step.Finalizer;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;

/** One release or restore at a time; and from here on, the plan cannot go before it is undone. */
final class LockEnvironment implements ReleaseStep {
  static final String STEP = "LockEnvironment";

  @Override
  public StepResult evaluate(ReleaseView seen) {
    var held = Finalizer.hold(seen.plan());
    return held instanceof Done ? EnvironmentLock.take(seen.requireApp(), seen.plan()) : held;
  }
}
