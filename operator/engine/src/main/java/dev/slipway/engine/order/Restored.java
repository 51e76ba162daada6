package dev.slipway.engine.order;

/** What was brought back. */
public record Restored(String location, long rows) implements WorkResult {}
