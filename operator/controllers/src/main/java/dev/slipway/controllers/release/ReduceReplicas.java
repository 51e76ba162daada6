package dev.slipway.controllers.release;

import dev.slipway.controllers.quiesce.Replicas;
import dev.slipway.controllers.step.StepResult;

/** Brings the workloads down to one replica, or none. */
final class ReduceReplicas implements ReleaseStep {
  static final String STEP = "ReduceReplicas";

  @Override
  public StepResult evaluate(ReleaseView seen) {
    return Replicas.reduce(
        seen.requireApp(), seen.recorded(), seen.plan(), seen.sinceBeginOf(STEP));
  }
}
