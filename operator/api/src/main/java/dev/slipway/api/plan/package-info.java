/** MigrationPlan: one release of one migration file into one environment. */
@NullMarked
package dev.slipway.api.plan;

import org.jspecify.annotations.NullMarked;
