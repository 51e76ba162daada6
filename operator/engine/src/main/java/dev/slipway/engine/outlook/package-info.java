/**
 * What becomes of what a release leaves alone: findings about a target, before anything is done.
 */
@NullMarked
package dev.slipway.engine.outlook;

import org.jspecify.annotations.NullMarked;
