/** Bytes on their way into a store and back: compressed, sealed, counted, digested. */
@NullMarked
package dev.slipway.engine.packing;

import org.jspecify.annotations.NullMarked;
