@NullMarked
package dev.slipway.engine.ledger;

import org.jspecify.annotations.NullMarked;
