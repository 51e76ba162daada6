package dev.slipway.engine.backup;

import dev.slipway.engine.packing.Sealing;
import dev.slipway.engine.storage.StorageFolder;
import java.util.List;

/**
 * What is to be backed up, and under which name.
 *
 * @param id of this one backup, such as the UID of its object; a failed try is repeated under
 *     another one, since objects are written once
 * @param storage none for the database alone
 * @param sealing to whom its parts are encrypted
 */
public record BackupRequest(
    String environment,
    String environmentUid,
    String id,
    String description,
    List<String> schemas,
    List<StorageFolder> storage,
    Sealing sealing,
    BackedUpApp app) {
  public BackupRequest {
    schemas = List.copyOf(schemas);
    storage = List.copyOf(storage);
  }

  /** Of an app of which nothing is known. */
  public BackupRequest(
      String environment,
      String environmentUid,
      String id,
      String description,
      List<String> schemas,
      List<StorageFolder> storage,
      Sealing sealing) {
    this(
        environment,
        environmentUid,
        id,
        description,
        schemas,
        storage,
        sealing,
        BackedUpApp.UNKNOWN);
  }

  public BackupRequest withApp(BackedUpApp known) {
    return new BackupRequest(
        environment, environmentUid, id, description, schemas, storage, sealing, known);
  }

  /** Where the backup lies in its store. */
  public String location() {
    return environment + "/" + id;
  }
}
