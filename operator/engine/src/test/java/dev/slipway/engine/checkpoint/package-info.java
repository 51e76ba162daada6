@NullMarked
package dev.slipway.engine.checkpoint;

import org.jspecify.annotations.NullMarked;
