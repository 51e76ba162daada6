package dev.slipway.engine.catalog;

/**
 * The column that a sequence belongs to.
 *
 * @param identity whether it is an identity's sequence, which only the column itself creates
 */
public record SequenceOwner(String table, String column, boolean identity) {}
