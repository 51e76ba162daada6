/** Whether an app's configuration is still what the last release left. */
@NullMarked
package dev.slipway.engine.drift;

import org.jspecify.annotations.NullMarked;
