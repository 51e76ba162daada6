package dev.slipway.controllers.restore;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.check.Check;
import dev.slipway.controllers.check.AppChecks;
import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import java.time.Duration;
import java.util.List;

/** The app and its database have to say that all is well, while users are still out. */
final class CheckHealth implements RestoreStep {
  static final String STEP = "CheckHealth";

  private static final Duration DEADLINE = Duration.ofHours(1);

  @Override
  public StepResult evaluate(RestoreView seen) {
    var checks = requireNonNullElse(seen.spec().validation(), List.<Check>of());
    return new RestoreWorker(seen, STEP)
        .carryOut(
            Persistence.DECIDED,
            DEADLINE,
            (step, access) ->
                new AppChecks(seen.requireApp(), seen.recorded(), access)
                    .order(step, checks)
                    .withVersion(access.app(), seen.appVersion()));
  }
}
