/** How the structure of a migration file gets into a target, and what of it cannot. */
@NullMarked
package dev.slipway.engine.structure;

import org.jspecify.annotations.NullMarked;
