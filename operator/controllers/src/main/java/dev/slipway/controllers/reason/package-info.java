/** The words that say why: the same in conditions, events and metrics. */
@NullMarked
package dev.slipway.controllers.reason;

import org.jspecify.annotations.NullMarked;
