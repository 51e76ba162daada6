/** The product on a real cluster: real pods of the real image. */
@NullMarked
package dev.slipway.e2e;

import org.jspecify.annotations.NullMarked;
