@NullMarked
package dev.slipway.engine.apply;

import org.jspecify.annotations.NullMarked;
