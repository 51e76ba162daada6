/** The four kinds of slipway.dev. */
@NullMarked
package dev.slipway.api;

import org.jspecify.annotations.NullMarked;
