package dev.slipway.engine.order;

import java.util.List;

/**
 * Back up a database and its storage, and read it all back.
 *
 * @param id names the backup in its store, such as its object's UID; each attempt after the first
 *     adds its number, since objects are written once
 * @param storage the claims to back up, mounted in the worker's pod; none for the database alone
 */
public record BackupOrder(
    int formatVersion,
    RunStep step,
    DatabaseAccess database,
    StoreAccess backups,
    String id,
    String description,
    List<StorageMount> storage)
    implements WorkOrder {
  public BackupOrder {
    storage = List.copyOf(storage);
  }
}
