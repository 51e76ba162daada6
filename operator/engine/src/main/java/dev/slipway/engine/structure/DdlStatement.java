package dev.slipway.engine.structure;

/**
 * One change of structure, to be executed while {@code search_path} is the target's schema alone.
 *
 * @param table that is created or altered, or that needs what is created
 */
public record DdlStatement(String table, String sql) {}
