package dev.slipway.controllers.release;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.check.Check;
import dev.slipway.controllers.check.AppChecks;
import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import java.time.Duration;
import java.util.List;

/** The app and its database have to say that all is well, while users are still out. */
final class Validate implements ReleaseStep {
  static final String STEP = "Validate";

  private static final Duration DEADLINE = Duration.ofHours(1);

  @Override
  public StepResult evaluate(ReleaseView seen) {
    return carriedOut(seen, STEP);
  }

  /** All checks of the plan, in the name of a step. */
  static StepResult carriedOut(ReleaseView seen, String as) {
    var checks = requireNonNullElse(seen.spec().validation(), List.<Check>of());
    return ReleaseWorker.ofTarget(seen, as)
        .carryOut(
            Persistence.DECIDED,
            DEADLINE,
            (step, access) -> {
              var order =
                  new AppChecks(seen.requireApp(), seen.recorded(), access).order(step, checks);
              return seen.hasWorkersOfThisVersion()
                  ? order.withReleased(seen.requireFile(), access.app(), access.releases())
                  : order;
            });
  }
}
