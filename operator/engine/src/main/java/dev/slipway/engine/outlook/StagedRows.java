package dev.slipway.engine.outlook;

import org.jspecify.annotations.Nullable;

/**
 * Where the file's rows of a table are in the target's session.
 *
 * @param relation as SQL names it; its columns are called as the table's
 * @param goes a condition for the rows {@code t} of the target that the file says are to go; absent
 *     where it says so of none
 */
public record StagedRows(String table, String relation, @Nullable String goes) {}
