package dev.slipway.engine.packing;

/**
 * An object of a backup as it is stored.
 *
 * @param name its key below the backup's location
 */
public record PackedObject(String name, long bytes, String sha256) {}
