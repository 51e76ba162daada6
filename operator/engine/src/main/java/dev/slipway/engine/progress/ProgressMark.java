package dev.slipway.engine.progress;

/**
 * How far a step is.
 *
 * @param step what is done, such as {@code dump} or {@code apply}
 * @param total 0 where nobody knows
 * @param unit what is counted, such as {@code tables} or {@code bytes}
 */
public record ProgressMark(String step, long done, long total, String unit) {}
