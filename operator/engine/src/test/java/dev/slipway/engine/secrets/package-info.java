@NullMarked
package dev.slipway.engine.secrets;

import org.jspecify.annotations.NullMarked;
