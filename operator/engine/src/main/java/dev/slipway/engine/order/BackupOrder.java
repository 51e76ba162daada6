package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Back up a database and its storage, and read it all back.
 *
 * @param id names the backup in its store, such as its object's UID; each attempt after the first
 *     adds its number, since objects are written once
 * @param storage the claims to back up, mounted in the worker's pod; none for the database alone
 * @param app what is known of it; absent: nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BackupOrder(
    int formatVersion,
    RunStep step,
    DatabaseAccess database,
    StoreAccess backups,
    String id,
    String description,
    List<StorageMount> storage,
    @Nullable AppKnowledge app)
    implements WorkOrder {
  public BackupOrder {
    storage = List.copyOf(storage);
  }

  /** Of an app of which nothing is known. */
  public BackupOrder(
      int formatVersion,
      RunStep step,
      DatabaseAccess database,
      StoreAccess backups,
      String id,
      String description,
      List<StorageMount> storage) {
    this(formatVersion, step, database, backups, id, description, storage, null);
  }
}
