@NullMarked
package dev.slipway.engine.expression;

import org.jspecify.annotations.NullMarked;
