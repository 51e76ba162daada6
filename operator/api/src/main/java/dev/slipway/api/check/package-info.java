/** The checks that decide whether an app is well after a change. */
@NullMarked
package dev.slipway.api.check;

import org.jspecify.annotations.NullMarked;
