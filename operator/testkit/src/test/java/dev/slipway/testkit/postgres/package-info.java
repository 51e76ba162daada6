@NullMarked
package dev.slipway.testkit.postgres;

import org.jspecify.annotations.NullMarked;
