package dev.slipway.engine.backup;

/**
 * An extension on which something in a dump depends. No dump creates it.
 *
 * @param version that the source had
 */
public record NeededExtension(String name, String version) {}
