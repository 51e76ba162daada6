/** Work orders on their way to a worker's pod, and its report on the way back. */
@NullMarked
package dev.slipway.controllers.work;

import org.jspecify.annotations.NullMarked;
