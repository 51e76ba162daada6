/** What becomes of an environment by the clock: scheduled backups, and those that are too many. */
@NullMarked
package dev.slipway.controllers.schedule;

import org.jspecify.annotations.NullMarked;
