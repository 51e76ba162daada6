@NullMarked
package dev.slipway.engine.finding;

import org.jspecify.annotations.NullMarked;
