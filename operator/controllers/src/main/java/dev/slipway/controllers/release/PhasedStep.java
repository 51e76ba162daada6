package dev.slipway.controllers.release;

import dev.slipway.api.plan.PlanPhase;

/** A step, and the phase in which people see it. */
record PhasedStep(PlanPhase phase, ReleaseStep step) {
  String name() {
    return step.name();
  }

  /** Whether the app is still open, and nothing of it was changed. */
  boolean isBeforeClosing() {
    return switch (phase) {
      case PENDING, BUILDING, PREFLIGHT, WAITING_FOR_APPROVAL, WAITING_FOR_WINDOW -> true;
      default -> false;
    };
  }
}
