/** The migration file: what a release carries, the same bytes for the same content. */
@NullMarked
package dev.slipway.engine.file;

import org.jspecify.annotations.NullMarked;
