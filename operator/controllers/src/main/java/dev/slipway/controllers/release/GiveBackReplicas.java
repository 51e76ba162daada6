package dev.slipway.controllers.release;

import dev.slipway.controllers.quiesce.Replicas;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.NotNeeded;

/** Every workload gets back what was recorded. */
final class GiveBackReplicas implements ReleaseStep {
  static final String STEP = "GiveBackReplicas";

  @Override
  public StepResult evaluate(ReleaseView seen) {
    return seen.journal().hasBegun(CloseServices.STEP)
        ? Replicas.giveBack(seen.requireApp(), seen.recorded(), seen.sinceBeginOf(STEP))
        : new NotNeeded("nothing was changed");
  }
}
