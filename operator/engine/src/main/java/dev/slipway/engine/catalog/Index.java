package dev.slipway.engine.catalog;

import org.jspecify.annotations.Nullable;

/**
 * An index that is no constraint's.
 *
 * @param definition what follows the name of the table, such as {@code USING btree (lower(name))}
 */
public record Index(String name, boolean unique, String definition, @Nullable String comment) {}
