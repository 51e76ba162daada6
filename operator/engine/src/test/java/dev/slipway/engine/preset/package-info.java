@NullMarked
package dev.slipway.engine.preset;

import org.jspecify.annotations.NullMarked;
