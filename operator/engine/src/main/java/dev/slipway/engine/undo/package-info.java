/** Keeps what a change is about to change, so that it can be taken back. */
@NullMarked
package dev.slipway.engine.undo;

import org.jspecify.annotations.NullMarked;
