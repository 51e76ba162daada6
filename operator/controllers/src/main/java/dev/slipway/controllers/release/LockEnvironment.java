package dev.slipway.controllers.release;

import dev.slipway.controllers.quiesce.EnvironmentLock;
import dev.slipway.controllers.step.Finalizer;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Stall;
import java.util.Optional;

/**
 * One release or restore at a time, in its window; and from here on, the plan cannot go before it
 * is undone.
 */
final class LockEnvironment implements ReleaseStep {
  static final String STEP = "LockEnvironment";

  private static final ReleaseStep TARGET = new FindTarget();
  private static final ReleaseStep VALIDATION = new FindValidation();

  @Override
  public StepResult evaluate(ReleaseView seen) {
    var app = seen.requireApp();
    var notYet = notYet(seen);
    if (notYet.isPresent()) {
      return notYet.get();
    }
    var held = Finalizer.hold(seen.plan());
    return held instanceof Done ? EnvironmentLock.take(app, seen.plan()) : held;
  }

  /**
   * What stands in its way just now: all that may have changed since it was looked at. Nothing does
   * where it has the environment already, and only its status was lost.
   */
  static Optional<StepResult> notYet(ReleaseView seen) {
    if (EnvironmentLock.isHeldBy(seen.requireApp(), seen.plan())) {
      return Optional.empty();
    }
    var queue = new Queue(seen);
    if (seen.isTakingBack()) {
      return stallOf(TARGET, seen)
          .or(() -> queue.behind(EnvironmentLock.holder(seen.requireApp())));
    }
    return stallOf(TARGET, seen)
        .or(() -> stallOf(VALIDATION, seen))
        .or(() -> WindowGate.of(seen.plan(), seen.now()).closed())
        .or(() -> queue.behind(EnvironmentLock.holder(seen.requireApp())));
  }

  private static Optional<StepResult> stallOf(ReleaseStep step, ReleaseView seen) {
    return Optional.of(step.evaluate(seen)).filter(Stall.class::isInstance);
  }
}
