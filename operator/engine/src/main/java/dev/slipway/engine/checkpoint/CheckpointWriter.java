package dev.slipway.engine.checkpoint;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.SlipwayVersion;
import dev.slipway.engine.backup.BackupManifest;
import dev.slipway.engine.backup.BackupReader;
import dev.slipway.engine.backup.BackupScope;
import dev.slipway.engine.backup.ManifestWriter;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.file.BuiltFile;
import dev.slipway.engine.file.MigrationFileBuilder;
import dev.slipway.engine.packing.PackedObject;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.storage.TemporaryFolder;
import dev.slipway.engine.store.ObjectStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an app's configuration: a migration file of the tables that preset or rules take rows of,
 * and a manifest that makes it a checkpoint. Safe to repeat: one that is there already is answered
 * as it is.
 */
public final class CheckpointWriter {
  private final ObjectStore store;
  private final Clock clock;

  public CheckpointWriter(ObjectStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * @param scratch where there is room for the file
   */
  public BackupManifest write(
      CheckpointRequest request, Sessions sessions, Path scratch, ProgressSink progress) {
    return new BackupReader(store)
        .find(request.location())
        .orElseGet(() -> writeNew(request, sessions, scratch, progress));
  }

  private BackupManifest writeNew(
      CheckpointRequest request, Sessions sessions, Path scratch, ProgressSink progress) {
    var started = clock.instant();
    var ran = Runs.fileOf(sessions);
    try (var folder = TemporaryFolder.in(scratch)) {
      var built = MigrationFileBuilder.build(sessions, request.build(), folder.path(), progress);
      requireConfiguration(built);
      var stored =
          new ConfigurationFile(store, request.location()).put(built, request.sealing(), progress);
      var manifest = manifest(request, started, ran, built, stored);
      new ManifestWriter(store).write(manifest, request.location());
      return manifest;
    }
  }

  private BackupManifest manifest(
      CheckpointRequest request,
      Instant started,
      @Nullable String ran,
      BuiltFile built,
      PackedObject stored) {
    return new BackupManifest(
        BackupManifest.FORMAT_VERSION,
        SlipwayVersion.current(),
        BackupScope.CONFIGURATION,
        request.environment(),
        request.environmentUid(),
        request.description(),
        ran,
        started,
        clock.instant(),
        Duration.ZERO,
        built.manifest().origin().app(),
        null,
        stored,
        List.of(),
        List.of(),
        request.sealing().recipients());
  }

  /** Otherwise it would hold structure alone, and put nothing back. */
  private static void requireConfiguration(BuiltFile built) {
    if (built.manifest().tablesWithRows().isEmpty()) {
      throw new EngineException(
          FailureCode.RULES_ILLEGAL,
          "nothing says which tables are configuration: name the app's preset, or give rules with"
              + " Overwrite for these tables");
    }
  }
}
