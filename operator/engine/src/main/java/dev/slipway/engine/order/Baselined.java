package dev.slipway.engine.order;

/**
 * What is compared with from now on.
 *
 * @param configuration a digest of all of it
 */
public record Baselined(int tables, String configuration) implements WorkResult {}
