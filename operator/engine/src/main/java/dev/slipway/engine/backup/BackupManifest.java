package dev.slipway.engine.backup;

import java.time.Instant;
import java.util.List;

/**
 * What a backup holds. It is written last, so a backup without one is none.
 *
 * @param slipway the version that wrote it
 * @param started just before the snapshot: what was committed until then is in it
 */
public record BackupManifest(
    int formatVersion,
    String slipway,
    String environment,
    String environmentUid,
    String description,
    Instant started,
    Instant finished,
    BackedUpDatabase database,
    List<ArchivedStorage> storage) {
  public static final int FORMAT_VERSION = 1;

  public BackupManifest {
    storage = List.copyOf(storage);
  }
}
