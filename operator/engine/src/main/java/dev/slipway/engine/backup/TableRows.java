package dev.slipway.engine.backup;

/** How many rows a table had. */
public record TableRows(String schema, String table, long rows) {}
