package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bring a backup back, in place, once.
 *
 * @param location where the backup lies in its store
 * @param storage the claims to restore, mounted in the worker's pod; others stay as they are
 * @param app by which the target tells its app's version; absent: that is not compared
 * @param accept findings about this database that a person overrules; absent: none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RestoreOrder(
    int formatVersion,
    RunStep step,
    DatabaseAccess database,
    StoreAccess backups,
    String location,
    List<StorageMount> storage,
    @Nullable AppKnowledge app,
    @Nullable List<Accepted> accept)
    implements WorkOrder {
  public RestoreOrder {
    storage = List.copyOf(storage);
    accept = accept == null ? null : List.copyOf(accept);
  }

  public RestoreOrder(
      int formatVersion,
      RunStep step,
      DatabaseAccess database,
      StoreAccess backups,
      String location,
      List<StorageMount> storage) {
    this(formatVersion, step, database, backups, location, storage, null, null);
  }
}
