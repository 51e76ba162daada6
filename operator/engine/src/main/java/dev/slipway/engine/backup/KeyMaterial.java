package dev.slipway.engine.backup;

import dev.slipway.engine.finding.Finding;
import java.util.List;

/**
 * Keys of the app in a backup that is not encrypted: whoever can read the store can decrypt with
 * them what the database keeps secret.
 */
public final class KeyMaterial {
  private static final String IN_CLEAR = "key-material-in-clear";

  private KeyMaterial() {}

  /** A warning for each key that lies in the store in clear; none where the backup is encrypted. */
  public static List<Finding> inClear(BackupManifest manifest) {
    return manifest.recipients().isEmpty()
        ? manifest.keyFiles().stream().map(KeyMaterial::warning).toList()
        : List.of();
  }

  private static Finding warning(KeyFile key) {
    return Finding.warning(
        IN_CLEAR,
        key.claim() + "/" + key.path(),
        "a key of the app lies in this backup, which is not encrypted",
        "name a recipient; and where others can read the store, give the app a new key");
  }
}
