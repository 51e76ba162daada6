package dev.slipway.controllers.release;

import dev.slipway.api.plan.PlanPhase;

/** A step, and the phase in which people see it. */
record PhasedStep(PlanPhase phase, ReleaseStep step) {
  String name() {
    return step.name();
  }
}
