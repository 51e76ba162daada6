package dev.slipway.engine.backup;

/**
 * A backup whose every stored byte was found as it was written.
 *
 * @param verifiedHow what is known of how its contents can be read
 */
public record VerifiedBackup(BackupManifest manifest, VerifiedHow verifiedHow) {}
