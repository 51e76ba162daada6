package dev.slipway.engine.apply;

/**
 * How long a target is not to be written to.
 *
 * @param applyMillis from the first lock of the migration to its COMMIT
 * @param undoMillis the same of the way back
 */
public record ClosedTime(long applyMillis, long undoMillis) {}
