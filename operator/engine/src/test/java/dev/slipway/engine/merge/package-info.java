@NullMarked
package dev.slipway.engine.merge;

import org.jspecify.annotations.NullMarked;
