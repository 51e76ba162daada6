/** How far a piece of work is, for whoever waits for it. */
@NullMarked
package dev.slipway.engine.progress;

import org.jspecify.annotations.NullMarked;
