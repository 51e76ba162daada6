/** Keeps secrets at home: finds them in content, and the variables that content refers to. */
@NullMarked
package dev.slipway.engine.secrets;

import org.jspecify.annotations.NullMarked;
