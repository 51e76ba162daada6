package dev.slipway.controllers.restore;

import dev.slipway.controllers.quiesce.Replicas;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.NotNeeded;

/** Every workload gets back what was recorded. */
final class GiveBackReplicas implements RestoreStep {
  static final String STEP = "GiveBackReplicas";

  @Override
  public StepResult evaluate(RestoreView seen) {
    return seen.journal().hasBegun(StopApp.STEP)
        ? Replicas.giveBack(seen.requireApp(), seen.recorded(), seen.sinceBeginOf(STEP))
        : new NotNeeded("nothing was stopped");
  }
}
