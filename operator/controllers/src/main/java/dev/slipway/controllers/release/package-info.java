/** MigrationPlan: a release from Pending to its end, or back as if nothing had been. */
@NullMarked
package dev.slipway.controllers.release;

import org.jspecify.annotations.NullMarked;
