/** PostgreSQL's own programs: which ones this machine has, and one of them while it runs. */
@NullMarked
package dev.slipway.engine.client;

import org.jspecify.annotations.NullMarked;
