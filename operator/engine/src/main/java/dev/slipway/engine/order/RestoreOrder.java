package dev.slipway.engine.order;

import java.util.List;

/**
 * Bring a backup back, in place, once.
 *
 * @param location where the backup lies in its store
 * @param storage the claims to restore, mounted in the worker's pod; others stay as they are
 */
public record RestoreOrder(
    int formatVersion,
    RunStep step,
    DatabaseAccess database,
    StoreAccess backups,
    String location,
    List<StorageMount> storage)
    implements WorkOrder {
  public RestoreOrder {
    storage = List.copyOf(storage);
  }
}
