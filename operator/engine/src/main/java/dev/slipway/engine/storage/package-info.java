/** Folders of an app as archives, and archives as folders again. */
@NullMarked
package dev.slipway.engine.storage;

import org.jspecify.annotations.NullMarked;
