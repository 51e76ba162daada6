/** What is known of an app beforehand: its own tables, what they hold, and how they travel. */
@NullMarked
package dev.slipway.engine.preset;

import org.jspecify.annotations.NullMarked;
