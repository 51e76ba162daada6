@NullMarked
package dev.slipway.engine.undo;

import org.jspecify.annotations.NullMarked;
