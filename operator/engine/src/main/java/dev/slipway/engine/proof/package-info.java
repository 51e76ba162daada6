/** Backups that are tried: restored where nobody works, counted, and thrown away. */
@NullMarked
package dev.slipway.engine.proof;

import org.jspecify.annotations.NullMarked;
