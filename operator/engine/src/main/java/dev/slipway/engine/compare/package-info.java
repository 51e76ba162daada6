/** Tells how two schemas differ, wherever each of them is: in words, and row by row. */
@NullMarked
package dev.slipway.engine.compare;

import org.jspecify.annotations.NullMarked;
