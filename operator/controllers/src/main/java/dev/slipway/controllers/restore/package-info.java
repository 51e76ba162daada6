/** Restore: brings a backup back in place, and the app to rest for it. */
@NullMarked
package dev.slipway.controllers.restore;

import org.jspecify.annotations.NullMarked;
