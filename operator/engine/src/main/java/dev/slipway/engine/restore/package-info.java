/** Backups brought back, whole or not at all. */
@NullMarked
package dev.slipway.engine.restore;

import org.jspecify.annotations.NullMarked;
