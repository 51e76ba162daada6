/** SQL expressions that people write into rules: read before they are run. */
@NullMarked
package dev.slipway.engine.expression;

import org.jspecify.annotations.NullMarked;
