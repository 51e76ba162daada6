@NullMarked
package dev.slipway.engine.retention;

import org.jspecify.annotations.NullMarked;
