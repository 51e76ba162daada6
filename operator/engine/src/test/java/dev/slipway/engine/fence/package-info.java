@NullMarked
package dev.slipway.engine.fence;

import org.jspecify.annotations.NullMarked;
