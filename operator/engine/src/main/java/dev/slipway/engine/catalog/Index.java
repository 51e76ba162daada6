package dev.slipway.engine.catalog;

/**
 * An index that is no constraint's.
 *
 * @param definition what follows the name of the table, such as {@code USING btree (lower(name))}
 */
public record Index(String name, boolean unique, String definition) {}
