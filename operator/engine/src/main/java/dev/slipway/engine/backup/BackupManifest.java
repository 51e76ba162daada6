package dev.slipway.engine.backup;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.packing.PackedObject;
import dev.slipway.engine.preset.AppFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a backup holds. It is written last, so a backup without one is none.
 *
 * @param slipway the version that wrote it
 * @param file the digest of the migration file that the environment ran; absent: its ledger does
 *     not tell
 * @param started just before the snapshot: what was committed until then is in it
 * @param skew how long after that the last file of the storage was read
 * @param app what the database says of the app
 * @param dump the database; absent in a checkpoint
 * @param configuration the migration file of a checkpoint; absent in all others
 * @param keyFiles the app's keys that are in the storage's archives
 * @param recipients who can decrypt it; none: it is not encrypted
 */
public record BackupManifest(
    int formatVersion,
    String slipway,
    BackupScope scope,
    String environment,
    String environmentUid,
    String description,
    @Nullable String file,
    Instant started,
    Instant finished,
    Duration skew,
    AppFacts app,
    @JsonProperty("database") @Nullable BackedUpDatabase dump,
    @Nullable PackedObject configuration,
    List<ArchivedStorage> storage,
    List<KeyFile> keyFiles,
    List<String> recipients) {
  public static final int FORMAT_VERSION = 1;

  public BackupManifest {
    storage = List.copyOf(storage);
    keyFiles = List.copyOf(keyFiles);
    recipients = List.copyOf(recipients);
  }

  /** All objects that it tells of. */
  public List<PackedObject> parts() {
    return Stream.concat(
            Stream.of(
                    Optional.ofNullable(dump).map(BackedUpDatabase::file),
                    Optional.ofNullable(configuration))
                .flatMap(Optional::stream),
            storage.stream().map(ArchivedStorage::file))
        .toList();
  }

  /** Refuses for a checkpoint, which has none. */
  public BackedUpDatabase database() {
    if (dump == null) {
      throw new EngineException(
          FailureCode.BACKUP_INCOMPLETE,
          "this is a checkpoint: it holds configuration, and no database; name a backup");
    }
    return dump;
  }
}
