@NullMarked
package dev.slipway.engine.rules;

import org.jspecify.annotations.NullMarked;
