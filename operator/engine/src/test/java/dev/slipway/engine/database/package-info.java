@NullMarked
package dev.slipway.engine.database;

import org.jspecify.annotations.NullMarked;
