package dev.slipway.engine.restore;

import static java.util.Objects.requireNonNull;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.backup.ArchivedStorage;
import dev.slipway.engine.backup.BackedUpDatabase;
import dev.slipway.engine.backup.BackupManifest;
import dev.slipway.engine.backup.BackupReader;
import dev.slipway.engine.backup.BackupVerification;
import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.packing.Identities;
import dev.slipway.engine.packing.PackedDownload;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.storage.StorageUnpacking;
import dev.slipway.engine.store.ObjectStore;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a backup back, in place and whole: what is newer than the backup is gone, other schemas
 * are untouched, and after any failure before COMMIT everything is as it was.
 */
public final class BackupRestore {
  private static final Logger LOG = LoggerFactory.getLogger(BackupRestore.class);

  private final ObjectStore store;
  private final PostgresClients clients;
  private final Identities identities;

  /**
   * @param identities that open what was encrypted
   */
  public BackupRestore(ObjectStore store, PostgresClients clients, Identities identities) {
    this.store = store;
    this.clients = clients;
    this.identities = identities;
  }

  /** Answers the manifest of what was restored. The sessions' role owns what is replaced. */
  public BackupManifest restore(RestoreRequest request, Sessions sessions, ProgressSink progress) {
    var manifest = new BackupReader(store).read(request.location());
    identities.requireOneOf(manifest.recipients(), request.location());
    var database = new DatabaseRestore(store, clients, identities, sessions.login());
    var contents = database.contents(request.location(), manifest.database(), progress);
    var preflight = new RestorePreflight(sessions, request.terms());
    var target = preflight.require(manifest, contents, request);
    if (!target.isEmpty()) {
      // an empty one holds nobody up, and is empty again where the backup turns out to be damaged
      new BackupVerification(store, clients, identities).verify(request.location(), progress);
      preflight.requireNobodyElse();
    }
    var storage = manifest.storage().stream().filter(it -> isWanted(it, request)).toList();
    try {
      storage.forEach(it -> unpack(it, request, progress));
      run(database, manifest.database(), contents, target, request, progress);
    } catch (EngineException e) {
      if (e.code() != FailureCode.RESTORE_UNCERTAIN) {
        discard(request);
      }
      throw e;
    }
    moveStorageIn(request);
    return manifest;
  }

  /** Fails with all that stands in the way of a restore, and changes nothing. */
  public BackupManifest requirePossible(
      RestoreRequest request, Sessions sessions, ProgressSink progress) {
    var manifest = new BackupReader(store).read(request.location());
    identities.requireOneOf(manifest.recipients(), request.location());
    var database = new DatabaseRestore(store, clients, identities, sessions.login());
    var contents = database.contents(request.location(), manifest.database(), progress);
    new RestorePreflight(sessions, request.terms()).require(manifest, contents, request);
    return manifest;
  }

  private void run(
      DatabaseRestore database,
      BackedUpDatabase backup,
      DumpContents contents,
      RestoreTarget target,
      RestoreRequest request,
      ProgressSink progress) {
    boolean withGrants = request.terms().withGrants();
    var ours =
        withGrants ? backup.schemas().stream().filter(target::isOurs).toList() : List.<String>of();
    var described =
        database.described(
            request.location(),
            backup,
            target.serverMajor(),
            DumpChoice.ofSchemas(contents, ours),
            progress);
    database.run(
        request.location(),
        backup,
        target.serverMajor(),
        DumpChoice.all(contents, target, withGrants),
        RestoreSql.opening(request.statements(), backup.schemas(), target),
        RestoreSql.ending(ours, described, request.statements()),
        progress);
  }

  /**
   * Brings the database alone into one that is there for nothing else: all of it becomes ours, and
   * no other role gets anything.
   */
  public void restoreForProof(
      String location, BackupManifest manifest, Sessions sessions, ProgressSink progress) {
    var database = new DatabaseRestore(store, clients, identities, sessions.login());
    var contents = database.contents(location, manifest.database(), progress);
    var target =
        new RestorePreflight(sessions, RestoreTerms.PLAIN.withoutGrants())
            .requireForProof(manifest.database(), contents)
            .asOurs();
    database.run(
        location,
        manifest.database(),
        target.serverMajor(),
        DumpChoice.all(contents, target, false),
        RestoreSql.opening(RestoreStatements.NONE, manifest.database().schemas(), target),
        "",
        progress);
  }

  /**
   * Renames unpacked storage in. Only for after COMMIT: by itself it continues a restore that ended
   * between COMMIT and here, or with RESTORE_UNCERTAIN, where the row that the caller's statement
   * wrote is there. Safe to repeat.
   */
  public void moveStorageIn(RestoreRequest request) {
    for (var folder : request.storage().values()) {
      try {
        new StorageUnpacking(folder, request.location()).moveIn();
      } catch (IOException e) {
        throw new EngineException(
            FailureCode.STORAGE_UNREADABLE, "renaming restored files in " + folder, e);
      }
    }
  }

  private static boolean isWanted(ArchivedStorage storage, RestoreRequest request) {
    return request.storage().containsKey(storage.claim());
  }

  private void unpack(ArchivedStorage storage, RestoreRequest request, ProgressSink progress) {
    var folder = requireNonNull(request.storage().get(storage.claim()));
    try (var download =
        new PackedDownload(store, request.location(), storage.file(), identities, progress)) {
      new StorageUnpacking(folder, request.location()).unpack(download.clear());
      download.requireIntact();
    } catch (IOException e) {
      throw new EngineException(
          FailureCode.STORAGE_UNREADABLE, "unpacking " + storage.claim() + " in " + folder, e);
    }
  }

  /**
   * Takes unpacked storage away again: after RESTORE_UNCERTAIN, where the row that the caller's
   * statement wrote is not there.
   */
  public void discard(RestoreRequest request) {
    for (var folder : request.storage().values()) {
      try {
        new StorageUnpacking(folder, request.location()).discard();
      } catch (IOException e) {
        // the failure before is the one to tell, and the next try removes what is left
        LOG.atWarn().addKeyValue("folder", folder).setCause(e).log("unpacked files are left");
      }
    }
  }
}
