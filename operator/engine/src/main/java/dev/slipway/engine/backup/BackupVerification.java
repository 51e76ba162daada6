package dev.slipway.engine.backup;

import dev.slipway.engine.FailureCode;
import dev.slipway.engine.client.ClientProcess;
import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.packing.PackedDownload;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.store.ObjectStore;
import java.util.List;

/** Reads every byte of a backup back: it is what was written, and PostgreSQL can read it. */
public final class BackupVerification {
  private final ObjectStore store;
  private final PostgresClients clients;

  public BackupVerification(ObjectStore store, PostgresClients clients) {
    this.store = store;
    this.clients = clients;
  }

  /** Answers the manifest of a backup that is whole; throws what is wrong with any other. */
  public BackupManifest verify(String location, ProgressSink progress) {
    var manifest = new BackupReader(store).read(location);
    verifyDatabase(manifest.database(), location, progress);
    for (var it : manifest.storage()) {
      verifyStorage(it, location, progress);
    }
    return manifest;
  }

  private void verifyStorage(ArchivedStorage storage, String location, ProgressSink progress) {
    try (var download = new PackedDownload(store, location, storage.file(), progress)) {
      download.requireIntact();
    }
  }

  /** By reading the whole script: a list of contents can be had of an archive that is cut. */
  private void verifyDatabase(BackedUpDatabase database, String location, ProgressSink progress) {
    var pgRestore = clients.forMajor(database.client()).program("pg_restore");
    try (var download = new PackedDownload(store, location, database.file(), progress);
        var reader = ClientProcess.start(pgRestore, List.of("--file=/dev/null"))) {
      try (var input = reader.input()) {
        download.copyTo(input);
      }
      download.requireIntact();
      if (!reader.succeeds()) {
        throw reader.failure(FailureCode.BACKUP_DAMAGED);
      }
    }
  }
}
