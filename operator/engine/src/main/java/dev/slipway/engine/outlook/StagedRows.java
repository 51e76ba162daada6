package dev.slipway.engine.outlook;

/**
 * Where the file's rows of a table are in the target's session.
 *
 * @param relation as SQL names it; its columns are called as the table's
 */
public record StagedRows(String table, String relation) {}
