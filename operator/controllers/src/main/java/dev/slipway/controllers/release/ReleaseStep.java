package dev.slipway.controllers.release;

import dev.slipway.api.plan.MigrationPlanSpec;
import dev.slipway.controllers.step.Step;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Fail;

/** One step of a release. */
interface ReleaseStep extends Step<ReleaseView> {
  /** Some plans do not have it on their way, and show nothing of it. */
  default boolean isPartOf(MigrationPlanSpec plan) {
    return true;
  }

  /** What it comes to where the API server does not have what it asks for. */
  default StepResult refused(String why) {
    return new Fail("ActionRefused", why);
  }
}
