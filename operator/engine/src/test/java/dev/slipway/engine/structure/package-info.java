@NullMarked
package dev.slipway.engine.structure;

import org.jspecify.annotations.NullMarked;
