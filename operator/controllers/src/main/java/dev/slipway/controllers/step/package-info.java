/** What a step can come to, and how that is told in conditions. Shared by the kinds. */
@NullMarked
package dev.slipway.controllers.step;

import org.jspecify.annotations.NullMarked;
