package dev.slipway.controllers.environment;

import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.status.ConditionStatus;

/** What a plan's conditions claim. */
record PlanClaims(MigrationPlan plan) {
  boolean holds(String type) {
    return is(type, ConditionStatus.TRUE);
  }

  /** It is said that this does not hold: more than that nothing is said. */
  boolean isDenied(String type) {
    return is(type, ConditionStatus.FALSE);
  }

  private boolean is(String type, ConditionStatus status) {
    return plan.getStatus().conditions().stream()
        .anyMatch(condition -> condition.type().equals(type) && condition.status() == status);
  }
}
