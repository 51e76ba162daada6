/** Backups: written from one snapshot, read back, and restored whole or not at all. */
@NullMarked
package dev.slipway.engine.backup;

import org.jspecify.annotations.NullMarked;
