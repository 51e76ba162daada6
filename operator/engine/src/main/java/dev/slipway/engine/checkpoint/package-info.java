/**
 * The configuration of an app at one moment, with a description: version control for development.
 */
@NullMarked
package dev.slipway.engine.checkpoint;

import org.jspecify.annotations.NullMarked;
