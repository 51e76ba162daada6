/** Restore: one restore of one backup. */
@NullMarked
package dev.slipway.api.restore;

import org.jspecify.annotations.NullMarked;
