/** What a schema is made of, read at once, as values that can be compared and carried in a file. */
@NullMarked
package dev.slipway.engine.catalog;

import org.jspecify.annotations.NullMarked;
