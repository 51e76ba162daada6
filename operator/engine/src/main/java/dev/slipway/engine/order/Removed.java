package dev.slipway.engine.order;

/**
 * What is gone.
 *
 * @param folders that were taken away; none where nothing was left
 * @param bytes that these took
 */
public record Removed(int folders, long bytes) implements WorkResult {}
