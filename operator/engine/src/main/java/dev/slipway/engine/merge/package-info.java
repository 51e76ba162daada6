/** Joins migration files of several sources over the file that they have in common. */
@NullMarked
package dev.slipway.engine.merge;

import org.jspecify.annotations.NullMarked;
