/** Backup: one backup or one checkpoint. */
@NullMarked
package dev.slipway.api.backup;

import org.jspecify.annotations.NullMarked;
