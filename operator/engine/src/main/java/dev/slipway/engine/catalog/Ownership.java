package dev.slipway.engine.catalog;

/**
 * Whose a table, sequence or view is.
 *
 * @param role as SQL reads it, quoted where it has to be
 * @param ours whether the role that looked may do what the owner may
 * @param alone whether the owner has every right, and nobody else has one on the whole of it
 */
public record Ownership(String object, String role, boolean ours, boolean alone) {}
