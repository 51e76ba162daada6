package dev.slipway.controllers.restore;

import dev.slipway.controllers.step.Step;

/** One step of a restore. */
interface RestoreStep extends Step<RestoreView> {}
