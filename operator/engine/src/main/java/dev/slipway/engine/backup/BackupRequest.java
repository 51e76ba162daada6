package dev.slipway.engine.backup;

import dev.slipway.engine.storage.StorageFolder;
import java.util.List;

/**
 * What is to be backed up, and under which name.
 *
 * @param id of this one backup, such as the UID of its object; a failed try is repeated under
 *     another one, since objects are written once
 * @param storage none for the database alone
 */
public record BackupRequest(
    String environment,
    String environmentUid,
    String id,
    String description,
    List<String> schemas,
    List<StorageFolder> storage,
    BackedUpApp app) {
  public BackupRequest {
    schemas = List.copyOf(schemas);
    storage = List.copyOf(storage);
  }

  public BackupRequest(
      String environment,
      String environmentUid,
      String id,
      String description,
      List<String> schemas,
      List<StorageFolder> storage) {
    this(environment, environmentUid, id, description, schemas, storage, BackedUpApp.UNKNOWN);
  }

  public BackupRequest withApp(BackedUpApp known) {
    return new BackupRequest(
        environment, environmentUid, id, description, schemas, storage, known);
  }

  /** Where the backup lies in its store. */
  public String location() {
    return environment + "/" + id;
  }
}
