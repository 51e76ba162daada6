/** How an app is brought to rest, and back to work as it was before. */
@NullMarked
package dev.slipway.controllers.quiesce;

import org.jspecify.annotations.NullMarked;
