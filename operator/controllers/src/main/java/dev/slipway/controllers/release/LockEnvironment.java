package dev.slipway.controllers.release;

import dev.slipway.controllers.quiesce.EnvironmentLock;
import dev.slipway.controllers.step.Finalizer;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;

/**
 * One release or restore at a time, in its window; and from here on, the plan cannot go before it
 * is undone.
 */
final class LockEnvironment implements ReleaseStep {
  static final String STEP = "LockEnvironment";

  @Override
  public StepResult evaluate(ReleaseView seen) {
    var app = seen.requireApp();
    if (!EnvironmentLock.isHeldBy(app, seen.plan())) {
      var notYet =
          new Gates(seen)
              .closed()
              .or(() -> WindowGate.of(seen.plan(), seen.now()).closed())
              .or(() -> new Queue(seen).behind(EnvironmentLock.holder(app)));
      if (notYet.isPresent()) {
        return notYet.get();
      }
    }
    var held = Finalizer.hold(seen.plan());
    return held instanceof Done ? EnvironmentLock.take(app, seen.plan()) : held;
  }
}
