package dev.slipway.controllers.environment;

import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.step.Conditions;

/** What a plan's conditions claim. */
record PlanClaims(MigrationPlan plan) {
  boolean holds(String type) {
    return Conditions.holds(plan.getStatus().conditions(), type);
  }

  /** It is said that this does not hold: more than that nothing is said. */
  boolean isDenied(String type) {
    return Conditions.find(plan.getStatus().conditions(), type)
        .filter(it -> it.status() == ConditionStatus.FALSE)
        .isPresent();
  }
}
