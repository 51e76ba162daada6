@NullMarked
package dev.slipway.engine.catalog;

import org.jspecify.annotations.NullMarked;
