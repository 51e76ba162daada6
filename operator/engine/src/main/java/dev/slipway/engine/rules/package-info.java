/** How each table is taken along: the {@code rules} of a plan, and their one reader. */
@NullMarked
package dev.slipway.engine.rules;

import org.jspecify.annotations.NullMarked;
