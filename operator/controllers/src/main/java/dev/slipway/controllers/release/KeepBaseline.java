package dev.slipway.controllers.release;

import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.work.Sight;
import dev.slipway.engine.order.BaselineOrder;
import dev.slipway.engine.order.WorkOrder;
import java.time.Duration;

/**
 * Before users are back in, it is kept what was released, so that what they change shows. No
 * release is taken back for want of that.
 */
final class KeepBaseline implements ReleaseStep {
  static final String STEP = "KeepBaseline";

  private static final Duration DEADLINE = Duration.ofMinutes(10);

  @Override
  public StepResult evaluate(ReleaseView seen) {
    if (!new Sight(seen.target().getSpec()).knowsConfiguration()) {
      return new NotNeeded("nobody says which tables are configuration");
    }
    var result =
        ReleaseWorker.ofTarget(seen, STEP)
            .carryOut(
                Persistence.DECIDED,
                DEADLINE,
                (step, access) ->
                    new BaselineOrder(
                        WorkOrder.FORMAT_VERSION, step, access.database(), access.app()));
    return result instanceof Fail(_, var message) ? refused(message) : result;
  }

  @Override
  public StepResult refused(String why) {
    return new NotNeeded("drift is not watched until the next release: " + why);
  }
}
