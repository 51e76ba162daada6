package dev.slipway.engine.backup;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.SlipwayVersion;
import dev.slipway.engine.client.PostgresClient;
import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.packing.PackedUpload;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.storage.StorageArchive;
import dev.slipway.engine.storage.StorageFolder;
import dev.slipway.engine.store.ObjectStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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
    var client = clients.forMajor(snapshot.serverMajor());
    snapshot.requireSuitable(request.schemas());
    var app = snapshot.facts(request.schemas().getFirst(), request.app());
    var file = snapshot.lastApplied();
    var database = dump(request, snapshot, client, progress);
    var storage = new ArrayList<ArchivedStorage>();
    var keyFiles = new ArrayList<KeyFile>();
    for (var folder : request.storage()) {
      storage.add(archive(folder, request, keyFiles, progress));
    }
    var manifest =
        new BackupManifest(
            BackupManifest.FORMAT_VERSION,
            SlipwayVersion.current(),
            storage.isEmpty() ? BackupScope.DATABASE : BackupScope.FULL,
            request.environment(),
            request.environmentUid(),
            request.description(),
            file.orElse(null),
            snapshot.began(),
            now(),
            skew(snapshot.began(), storage),
            app,
            database,
            null,
            storage,
            keyFiles,
            request.sealing().recipients());
    new ManifestWriter(store).write(manifest, request.location());
    return manifest;
  }

  private BackedUpDatabase dump(
      BackupRequest request,
      DatabaseSnapshot snapshot,
      PostgresClient client,
      ProgressSink progress) {
    var schemas = request.schemas();
    var extensions = snapshot.extensions(schemas);
    var extensionRows = snapshot.extensionRows(schemas);
    var roles = snapshot.roles(schemas);
    try (var upload = upload(request, DatabaseDump.NAME, progress);
        var rows = RowCount.begin(snapshot, schemas)) {
      var dump = new DatabaseDump(client, snapshot.login());
      var dumped = dump.write(schemas, snapshot.id(), upload);
      return new BackedUpDatabase(
          dumped.file(),
          dumped.entries(),
          snapshot.login().database(),
          schemas,
          snapshot.serverVersion(),
          snapshot.serverMajor(),
          client.major(),
          extensions,
          extensionRows,
          roles,
          rows.tables());
    } catch (IOException e) {
      throw new EngineException(FailureCode.STORE_UNREACHABLE, "beginning the dump", e);
    }
  }

  private ArchivedStorage archive(
      StorageFolder folder, BackupRequest request, List<KeyFile> keyFiles, ProgressSink progress) {
    var archive = new StorageArchive(folder, request.app().preset().keyFiles());
    var began = now();
    try (var upload = upload(request, folder.objectName(), progress)) {
      var contents = archive.write(upload.clear());
      var file = upload.complete();
      contents
          .keyFiles()
          .forEach((path, sha256) -> keyFiles.add(new KeyFile(folder.claim(), path, sha256)));
      return new ArchivedStorage(
          folder.claim(),
          file,
          contents.entries(),
          contents.bytes(),
          began,
          now(),
          contents.leftOut(),
          contents.vanished());
    } catch (IOException e) {
      throw new EngineException(
          FailureCode.STORAGE_UNREADABLE, "archiving " + folder.path() + " failed", e);
    }
  }

  private PackedUpload upload(BackupRequest request, String name, ProgressSink progress)
      throws IOException {
    return new PackedUpload(store, request.location(), name, request.sealing(), progress);
  }

  private static Duration skew(Instant snapshot, List<ArchivedStorage> storage) {
    return storage.stream()
        .map(it -> Duration.between(snapshot, it.ended()))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private Instant now() {
    return clock.instant();
  }
}
