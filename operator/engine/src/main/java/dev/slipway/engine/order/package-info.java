/** The contract between operator and worker: what is to be done, and what came of it. */
@NullMarked
package dev.slipway.engine.order;

import org.jspecify.annotations.NullMarked;
