/** Who may write to a database just now, and what was done to it once and for all. */
@NullMarked
package dev.slipway.engine.ledger;

import org.jspecify.annotations.NullMarked;
