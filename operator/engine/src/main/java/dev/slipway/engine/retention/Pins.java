package dev.slipway.engine.retention;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.backup.BackupReader;
import dev.slipway.engine.store.ObjectStore;

/** Says of backups and checkpoints that they stay, whatever a policy says. */
public final class Pins {
  private final ObjectStore store;

  public Pins(ObjectStore store) {
    this.store = store;
  }

  /** Fails where no backup is; one that is pinned already stays so. */
  public void pin(String location) {
    requireBackup(location);
    try {
      SmallObject.write(store, keyOf(location), "this backup stays, whatever a policy says\n");
    } catch (EngineException e) {
      if (e.code() != FailureCode.OBJECT_EXISTS) {
        throw e;
      }
    }
  }

  /** Fails where no backup is. */
  public void unpin(String location) {
    requireBackup(location);
    store.delete(keyOf(location));
  }

  private void requireBackup(String location) {
    if (store.find(location + "/" + BackupReader.MANIFEST).isEmpty()) {
      throw new EngineException(
          FailureCode.BACKUP_INCOMPLETE,
          "%s in %s has no manifest, so it is no backup; slipway list says what is there"
              .formatted(location, store.inWords()));
    }
  }

  private static String keyOf(String location) {
    return location + "/" + StoredFolder.PINNED;
  }
}
