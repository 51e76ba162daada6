package dev.slipway.engine.rules;

/**
 * How the values of a column are taken over where its type changes.
 *
 * @param using an SQL expression over the old value
 */
public record Cast(String table, String column, String using) {}
