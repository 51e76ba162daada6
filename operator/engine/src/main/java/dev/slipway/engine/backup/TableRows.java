package dev.slipway.engine.backup;

/**
 * How many rows a table had.
 *
 * @param bytes that it took on its server, indexes included
 */
public record TableRows(String schema, String table, long rows, long bytes) {}
