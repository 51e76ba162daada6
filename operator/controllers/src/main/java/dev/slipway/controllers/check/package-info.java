/** How an app is asked whether it is well. */
@NullMarked
package dev.slipway.controllers.check;

import org.jspecify.annotations.NullMarked;
