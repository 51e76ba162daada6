package dev.slipway.controllers.environment;

import dev.slipway.controllers.step.StepResult;

/** One thing that has to hold for an environment. Pure: it says what it wants, and does nothing. */
@FunctionalInterface
interface EnvironmentStep {
  StepResult evaluate(EnvironmentView seen);
}
