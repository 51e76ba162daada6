package dev.slipway.engine.backup;

/**
 * An object of a backup as it is stored.
 *
 * @param name its key below the backup's location
 */
public record BackupFile(String name, long bytes, String sha256) {}
