/** Keeps the app from writing to its database while a release changes it. */
@NullMarked
package dev.slipway.engine.fence;

import org.jspecify.annotations.NullMarked;
