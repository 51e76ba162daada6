package dev.slipway.controllers.release;

import dev.slipway.controllers.check.AppChecks;
import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import java.time.Duration;
import java.util.List;

/** The app has to be well again. The plan's own checks speak of what was released, not of this. */
final class CheckRestored implements ReleaseStep {
  static final String STEP = "CheckRestored";

  private static final Duration DEADLINE = Duration.ofHours(1);

  @Override
  public StepResult evaluate(ReleaseView seen) {
    return ReleaseWorker.ofTarget(seen, STEP)
        .carryOut(
            Persistence.DECIDED,
            DEADLINE,
            (step, access) ->
                new AppChecks(seen.requireApp(), seen.recorded(), access).order(step, List.of()));
  }
}
