@NullMarked
package dev.slipway.engine.selection;

import org.jspecify.annotations.NullMarked;
