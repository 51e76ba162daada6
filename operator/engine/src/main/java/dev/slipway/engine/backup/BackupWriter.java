package dev.slipway.engine.backup;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.SlipwayVersion;
import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.packing.PackedUpload;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.storage.StorageArchive;
import dev.slipway.engine.storage.StorageFolder;
import dev.slipway.engine.store.ObjectStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;

/**
 * Writes a backup: the database from one snapshot, then the storage, then the manifest that makes
 * it one. Safe to repeat: a backup that is there already is answered as it is.
 */
public final class BackupWriter {
  private final ObjectStore store;
  private final PostgresClients clients;
  private final Clock clock;

  public BackupWriter(ObjectStore store, PostgresClients clients, Clock clock) {
    this.store = store;
    this.clients = clients;
    this.clock = clock;
  }

  /** Backs up what the database holds now. */
  public BackupManifest write(BackupRequest request, Sessions sessions, ProgressSink progress) {
    try (var snapshot = DatabaseSnapshot.take(sessions, clock)) {
      return write(request, snapshot, progress);
    }
  }

  /** Backs up what a snapshot sees; closing it stays with the caller. */
  public BackupManifest write(
      BackupRequest request, DatabaseSnapshot snapshot, ProgressSink progress) {
    return new BackupReader(store)
        .find(request.location())
        .orElseGet(() -> writeNew(request, snapshot, progress));
  }

  private BackupManifest writeNew(
      BackupRequest request, DatabaseSnapshot snapshot, ProgressSink progress) {
    var database = dump(request, snapshot, progress);
    var storage = new ArrayList<ArchivedStorage>();
    for (var folder : request.storage()) {
      storage.add(archive(folder, request, progress));
    }
    var manifest =
        new BackupManifest(
            BackupManifest.FORMAT_VERSION,
            SlipwayVersion.current(),
            request.environment(),
            request.environmentUid(),
            request.description(),
            snapshot.began(),
            now(),
            database,
            storage);
    put(manifest, request.location());
    return manifest;
  }

  private BackedUpDatabase dump(
      BackupRequest request, DatabaseSnapshot snapshot, ProgressSink progress) {
    var client = clients.forMajor(snapshot.serverMajor());
    var dump = new DatabaseDump(client, snapshot.login());
    var file = dump.write(request, snapshot.id(), store, progress);
    return new BackedUpDatabase(
        file,
        snapshot.login().database(),
        request.schemas(),
        snapshot.serverVersion(),
        snapshot.serverMajor(),
        client.major(),
        snapshot.rowsPerTable(request.schemas()));
  }

  private ArchivedStorage archive(StorageFolder folder, BackupRequest request, ProgressSink progress) {
    var archive = new StorageArchive(folder);
    try (var upload =
        new PackedUpload(
            store, request.location(), folder.objectName(), request.sealing(), progress)) {
      var contents = archive.write(upload.clear());
      return new ArchivedStorage(
          folder.claim(), upload.complete(), contents.entries(), contents.leftOut());
    } catch (IOException e) {
      throw new EngineException(
          FailureCode.STORAGE_UNREADABLE, "archiving " + folder.path() + " failed", e);
    }
  }

  private void put(BackupManifest manifest, String location) {
    try (var sink = store.create(location + "/" + BackupReader.MANIFEST)) {
      sink.stream().write(ManifestJson.write(manifest));
      sink.complete();
    } catch (IOException e) {
      throw new EngineException(FailureCode.STORE_UNREACHABLE, "writing the manifest", e);
    }
  }

  private Instant now() {
    return clock.instant();
  }
}
