package dev.slipway.engine.proof;

import dev.slipway.engine.backup.BackupReader;
import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.packing.Identities;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.restore.BackupRestore;
import dev.slipway.engine.store.ObjectStore;

/** The database of a backup, restored only to be looked at. Gone once it is closed. */
public final class RestoredBackup implements AutoCloseable {
  private final ScratchDatabase database;
  private final String schema;

  private RestoredBackup(ScratchDatabase database, String schema) {
    this.database = database;
    this.schema = schema;
  }

  /**
   * @param server a login that may create databases; the one that it names is only logged in to
   */
  public static RestoredBackup of(
      ObjectStore store,
      PostgresClients clients,
      Identities identities,
      String location,
      Sessions server,
      ProgressSink progress) {
    var manifest = new BackupReader(store).read(location);
    var schema = manifest.database().schemas().getFirst();
    var database = ScratchDatabase.create(server, manifest.environment(), location);
    boolean isRestored = false;
    try {
      new BackupRestore(store, clients, identities)
          .restoreForProof(location, manifest, database.sessions(), progress);
      isRestored = true;
      return new RestoredBackup(database, schema);
    } finally {
      if (!isRestored) {
        database.close();
      }
    }
  }

  public Sessions sessions() {
    return database.sessions();
  }

  /** The first of those that were backed up: the app's own. */
  public String schema() {
    return schema;
  }

  @Override
  public void close() {
    database.close();
  }
}
