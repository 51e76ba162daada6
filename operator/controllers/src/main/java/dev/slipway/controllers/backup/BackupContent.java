package dev.slipway.controllers.backup;

import dev.slipway.api.backup.BackupFile;
import dev.slipway.api.backup.BackupStatus;
import dev.slipway.api.backup.Verification;
import dev.slipway.controllers.step.Durations;
import dev.slipway.controllers.work.ByteSizes;
import dev.slipway.engine.order.BackedUp;
import dev.slipway.engine.order.Checkpointed;
import dev.slipway.engine.order.StoredBackup;
import dev.slipway.engine.order.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is stored, in the words of status.
 *
 * @param madeAt when it was as it is; absent where it was made here, which status knows
 */
record BackupContent(
    @Nullable String location,
    @Nullable String size,
    List<BackupFile> files,
    @Nullable Long rows,
    @Nullable String skew,
    @Nullable Instant madeAt,
    @Nullable Instant verifiedAt,
    @Nullable Verification verifiedHow,
    Map<String, String> versions,
    List<String> keysInClear) {
  static final BackupContent NONE =
      new BackupContent(null, null, List.of(), null, null, null, null, null, Map.of(), List.of());

  static BackupContent of(BackedUp made, String version) {
    return new BackupContent(
        made.location(),
        ByteSizes.inWords(made.bytes()),
        made.files().stream()
            .map(file -> new BackupFile(file.name(), file.bytes(), file.sha256()))
            .toList(),
        made.rows(),
        Durations.inWords(Duration.between(made.snapshotAt(), made.finishedAt())),
        null,
        made.verifiedAt(),
        Verification.CHECKSUM,
        Map.of(
            "slipway",
            version,
            "server",
            made.serverVersion(),
            "client",
            String.valueOf(made.client())),
        made.keysInClear());
  }

  static BackupContent of(Checkpointed made, String version) {
    return new BackupContent(
        made.location(),
        ByteSizes.inWords(made.bytes()),
        List.of(new BackupFile("configuration.slipway", made.bytes(), made.sha256())),
        null,
        null,
        null,
        made.finishedAt(),
        Verification.CHECKSUM,
        Map.of("slipway", version),
        List.of());
  }

  /** One that was there already. */
  static BackupContent of(Verified adopted, StoredBackup told) {
    var versions = new HashMap<>(Map.of("slipway", told.slipway()));
    if (told.serverVersion() != null) {
      versions.put("server", told.serverVersion());
    }
    return new BackupContent(
        adopted.location(),
        ByteSizes.inWords(told.bytes()),
        List.of(),
        told.serverVersion() == null ? null : adopted.rows(),
        told.serverVersion() == null
            ? null
            : Durations.inWords(Duration.ofSeconds(told.skewSeconds())),
        told.startedAt(),
        adopted.verifiedAt(),
        Verification.CHECKSUM,
        Map.copyOf(versions),
        List.of());
  }

  /** What status remembers. */
  static BackupContent of(BackupStatus before, List<String> keysInClear) {
    return new BackupContent(
        before.location(),
        before.size(),
        before.files(),
        before.rows(),
        before.skew(),
        null,
        before.verifiedAt(),
        before.verifiedHow(),
        before.versions(),
        keysInClear);
  }

  BackupContent provenBy(Verified proof) {
    return new BackupContent(
        location,
        size,
        files,
        proof.rows(),
        skew,
        madeAt,
        proof.verifiedAt(),
        Verification.SCRATCH,
        versions,
        keysInClear);
  }
}
