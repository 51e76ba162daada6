/** Where files and backups are kept. */
@NullMarked
package dev.slipway.api.store;

import org.jspecify.annotations.NullMarked;
