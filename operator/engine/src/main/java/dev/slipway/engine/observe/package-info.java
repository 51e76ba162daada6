/** Looking at a database without changing it. */
@NullMarked
package dev.slipway.engine.observe;

import org.jspecify.annotations.NullMarked;
