/** Where files and backups are kept: S3, or a folder. */
@NullMarked
package dev.slipway.engine.store;

import org.jspecify.annotations.NullMarked;
