package dev.slipway.controllers.restore;

import dev.slipway.api.restore.RestorePhase;

/** A step, and the phase in which people see it. */
record PhasedStep(RestorePhase phase, RestoreStep step) {
  String name() {
    return step.name();
  }
}
