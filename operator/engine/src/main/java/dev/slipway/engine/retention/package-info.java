/** What a backups store holds, what of it is to stay, and how the rest is taken away. */
@NullMarked
package dev.slipway.engine.retention;

import org.jspecify.annotations.NullMarked;
