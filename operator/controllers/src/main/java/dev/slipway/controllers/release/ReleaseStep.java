package dev.slipway.controllers.release;

import dev.slipway.controllers.step.Step;

/** One step of a release. */
interface ReleaseStep extends Step<ReleaseView> {}
