package dev.slipway.engine.checkpoint;

import dev.slipway.engine.backup.BackupManifest;
import dev.slipway.engine.backup.BackupReader;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.packing.Identities;
import dev.slipway.engine.packing.Sealing;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.storage.TemporaryFolder;
import dev.slipway.engine.store.ObjectStore;
import java.nio.file.Path;

/** Reads every byte of a checkpoint back, and every row where it can be opened. */
public final class CheckpointVerification {
  private final ObjectStore store;
  private final Identities identities;
  private final Path scratch;

  public CheckpointVerification(ObjectStore store, Identities identities, Path scratch) {
    this.store = store;
    this.identities = identities;
    this.scratch = scratch;
  }

  /** Answers the manifest of a checkpoint that is whole; throws what is wrong with any other. */
  public BackupManifest verify(String location, ProgressSink progress) {
    var manifest = new BackupReader(store).read(location);
    var stored = new ConfigurationFile(store, location);
    var name = stored.requireIntact(manifest, progress);
    if (!Sealing.isSealed(name) || !identities.isEmpty()) {
      try (var folder = TemporaryFolder.in(scratch);
          var file =
              MigrationFileReader.open(
                  stored.fetch(manifest, identities, folder.path(), progress))) {
        file.verifyRows(progress);
      }
    }
    return manifest;
  }
}
