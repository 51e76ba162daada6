package dev.slipway.engine.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a table whose rows were joined out of several sources, one by one. Its key tells
 * rows apart because the preset, or a person, says so: the database need not know of it.
 *
 * @param removed keys of rows that the base has and that are to go, since a source took them away;
 *     absent where there are none
 */
public record MergedRows(@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RowsEntry removed) {}
