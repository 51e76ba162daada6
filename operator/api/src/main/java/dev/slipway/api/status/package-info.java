/** What the status of several kinds is made of. */
@NullMarked
package dev.slipway.api.status;

import org.jspecify.annotations.NullMarked;
