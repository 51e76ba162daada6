package dev.slipway.controllers.release;

import dev.slipway.api.plan.MigrationPlanSpec;
import dev.slipway.controllers.step.Step;

/** One step of a release. */
interface ReleaseStep extends Step<ReleaseView> {
  /** Some plans do not have it on their way, and show nothing of it. */
  default boolean isPartOf(MigrationPlanSpec plan) {
    return true;
  }
}
