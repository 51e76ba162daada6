package dev.slipway.engine.structure;

/**
 * One change of structure, to be executed while {@code search_path} is the target's schema alone.
 *
 * @param table that is created or altered, or that needs what is created
 * @param effect what people get to feel of it, in one sentence
 */
public record DdlStatement(String table, String sql, DdlSeverity severity, String effect) {}
