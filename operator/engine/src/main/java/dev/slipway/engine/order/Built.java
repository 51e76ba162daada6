package dev.slipway.engine.order;

/**
 * A migration file in the releases store.
 *
 * @param file the digest that names it
 * @param tables those whose rows it holds
 */
public record Built(String file, long bytes, int tables, long rows) implements WorkResult {}
