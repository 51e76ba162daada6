package dev.slipway.controllers.release;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.plan.MigrationPlan;
import org.jspecify.annotations.Nullable;

/**
 * What a release comes from, as far as it is there.
 *
 * @param environment the environment to build from, or the target of the plan whose file is taken
 * @param plan the plan whose file is taken
 */
record SourceSeen(@Nullable AppEnvironment environment, @Nullable MigrationPlan plan) {
  static final SourceSeen NOTHING = new SourceSeen(null, null);
}
