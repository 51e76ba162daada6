package dev.slipway.engine.backup;

/**
 * An extension on which something in a dump depends. No dump creates it.
 *
 * @param version that the source had
 * @param schema in which the dump looks for what the extension brings
 */
public record NeededExtension(String name, String version, String schema) {}
