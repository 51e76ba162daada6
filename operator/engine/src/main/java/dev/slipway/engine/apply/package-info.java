/** Brings a migration file into a target database: first as a preview, then once and for all. */
@NullMarked
package dev.slipway.engine.apply;

import org.jspecify.annotations.NullMarked;
