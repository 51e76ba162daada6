package dev.slipway.engine.restore;

import static java.util.Objects.requireNonNull;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.backup.ArchivedStorage;
import dev.slipway.engine.backup.BackupManifest;
import dev.slipway.engine.backup.BackupVerification;
import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.packing.Identities;
import dev.slipway.engine.packing.PackedDownload;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.storage.StorageUnpacking;
import dev.slipway.engine.store.ObjectStore;
import java.io.IOException;
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

  public BackupRestore(ObjectStore store, PostgresClients clients, Identities identities) {
    this.store = store;
    this.clients = clients;
    this.identities = identities;
  }

  /** Answers the manifest of what was restored. The sessions' role owns what is replaced. */
  public BackupManifest restore(RestoreRequest request, Sessions sessions, ProgressSink progress) {
    var manifest =
        new BackupVerification(store, clients, identities)
            .verify(request.location(), progress)
            .manifest();
    requireArchives(request, manifest);
    int serverMajor = new RestorePreflight(sessions).require(manifest.database());
    var storage = manifest.storage().stream().filter(it -> isWanted(it, request)).toList();
    try {
      storage.forEach(it -> unpack(it, request, progress));
      new DatabaseRestore(store, clients, identities, sessions.login())
          .run(
              request.location(), manifest.database(), serverMajor, request.statements(), progress);
    } catch (EngineException e) {
      if (e.code() != FailureCode.RESTORE_UNCERTAIN) {
        discard(request);
      }
      throw e;
    }
    moveStorageIn(request);
    return manifest;
  }

  /**
   * Renames unpacked storage in. Only for after COMMIT: by itself it continues a restore that ended
   * between COMMIT and here, or with RESTORE_UNCERTAIN, where the row that the caller's statement
   * wrote is there. Safe to repeat.
   */
  public void moveStorageIn(RestoreRequest request) {
    for (var folder : request.storage().values()) {
      try {
        new StorageUnpacking(folder).moveIn();
      } catch (IOException e) {
        throw new EngineException(
            FailureCode.STORAGE_UNREADABLE, "renaming restored files in " + folder, e);
      }
    }
  }

  private static void requireArchives(RestoreRequest request, BackupManifest manifest) {
    var there = manifest.storage().stream().map(ArchivedStorage::claim).toList();
    for (var claim : request.storage().keySet()) {
      if (!there.contains(claim)) {
        throw new EngineException(
            FailureCode.RESTORE_UNSUITABLE,
            "%s holds no storage of %s, only of %s".formatted(request.location(), claim, there));
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
      new StorageUnpacking(folder).unpack(download.clear());
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
        new StorageUnpacking(folder).discard();
      } catch (IOException e) {
        // the failure before is the one to tell, and the next try removes what is left
        LOG.atWarn().addKeyValue("folder", folder).setCause(e).log("unpacked files are left");
      }
    }
  }
}
