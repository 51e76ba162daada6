package dev.slipway.engine.backup;

/**
 * A file of the app's keys in a backup: by this it is known again, and not read.
 *
 * @param path below the claim's folder
 * @param sha256 of its content
 */
public record KeyFile(String claim, String path, String sha256) {}
