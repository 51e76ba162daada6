package dev.slipway.controllers.release;

import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.work.Sight;
import dev.slipway.engine.order.DriftCheck;
import java.time.Duration;

/** Where the environment wants it, nothing is released over configuration that somebody changed. */
final class CheckDrift implements ReleaseStep {
  static final String STEP = "CheckDrift";

  private static final Duration DEADLINE = Duration.ofMinutes(30);

  @Override
  public StepResult evaluate(ReleaseView seen) {
    var sight = new Sight(seen.target().getSpec());
    return sight.blocksOnDrift()
        ? ReleaseWorker.ofTarget(seen, STEP)
            .carryOut(
                Persistence.PATIENT,
                DEADLINE,
                (step, access) -> sight.order(step, access, DriftCheck.REFUSE))
        : new NotNeeded("driftPolicy of the environment blocks nothing");
  }
}
