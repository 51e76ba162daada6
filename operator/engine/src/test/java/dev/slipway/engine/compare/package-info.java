@NullMarked
package dev.slipway.engine.compare;

import org.jspecify.annotations.NullMarked;
