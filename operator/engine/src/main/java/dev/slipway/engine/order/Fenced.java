package dev.slipway.engine.order;

/**
 * How a fence stands now.
 *
 * @param ended sessions that were ended
 */
public record Fenced(boolean raised, int ended) implements WorkResult {}
