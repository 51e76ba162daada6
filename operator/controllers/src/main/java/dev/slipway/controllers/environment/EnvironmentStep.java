package dev.slipway.controllers.environment;

import dev.slipway.controllers.step.Step;

/** One thing that has to hold for an environment. */
interface EnvironmentStep extends Step<EnvironmentView> {}
