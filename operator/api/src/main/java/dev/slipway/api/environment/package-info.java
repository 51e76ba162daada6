/** AppEnvironment: one environment of one app. */
@NullMarked
package dev.slipway.api.environment;

import org.jspecify.annotations.NullMarked;
