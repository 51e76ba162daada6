package dev.slipway.engine.backup;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.store.ObjectStore;
import java.io.IOException;
import java.util.Optional;

/** Reads what a backup says of itself. */
public final class BackupReader {
  public static final String MANIFEST = "manifest.json";

  private static final int MAX_MANIFEST_BYTES = 16 * 1024 * 1024;

  private final ObjectStore store;

  public BackupReader(ObjectStore store) {
    this.store = store;
  }

  /** Fails where there is no manifest, and so no backup. */
  public BackupManifest read(String location) {
    return find(location)
        .orElseThrow(
            () ->
                new EngineException(
                    FailureCode.BACKUP_INCOMPLETE,
                    "%s in %s has no manifest, so it is no backup; use another one"
                        .formatted(location, store.inWords())));
  }

  /** None where nothing was completed there. */
  public Optional<BackupManifest> find(String location) {
    var key = location + "/" + MANIFEST;
    return store.find(key).map(_ -> ManifestJson.read(bytesOf(key), location));
  }

  private byte[] bytesOf(String key) {
    try (var object = store.read(key)) {
      return object.readNBytes(MAX_MANIFEST_BYTES);
    } catch (IOException e) {
      throw new EngineException(FailureCode.STORE_UNREACHABLE, "reading " + key, e);
    }
  }
}
