/** A whole operator on a real API server, and hands for those whose part nobody plays there. */
@NullMarked
package dev.slipway.controllers.bench;

import org.jspecify.annotations.NullMarked;
