@NullMarked
package dev.slipway.engine.file;

import org.jspecify.annotations.NullMarked;
