/** Backup: has one backup written and read back, once, and keeps what came of it in status. */
@NullMarked
package dev.slipway.controllers.backup;

import org.jspecify.annotations.NullMarked;
