/** Finds out whether an app is well: its health, its pages, and what its database says. */
@NullMarked
package dev.slipway.engine.check;

import org.jspecify.annotations.NullMarked;
