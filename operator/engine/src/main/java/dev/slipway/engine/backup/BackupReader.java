package dev.slipway.engine.backup;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.store.ObjectStore;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;

/** Reads what a backup says of itself, and believes it only as it was written. */
public final class BackupReader {
  public static final String MANIFEST = "manifest.json";

  private static final int MAX_MANIFEST_BYTES = 16 * 1024 * 1024;

  private final ObjectStore store;

  public BackupReader(ObjectStore store) {
    this.store = store;
  }

  /** Fails where there is no manifest, and so no backup. */
  public BackupManifest read(String location) {
    return find(location).orElseThrow(() -> none(location));
  }

  /** None where nothing was completed there. */
  public Optional<BackupManifest> find(String location) {
    var key = location + "/" + MANIFEST;
    return store.find(key).map(_ -> believed(bytesOf(key), location));
  }

  /**
   * The same for somebody who has listed the backup's folder already: one object is read.
   *
   * @param names of the objects there
   */
  public BackupManifest read(String location, Collection<String> names) {
    var json = bytesOf(location + "/" + MANIFEST);
    var tree = ManifestJson.parse(json, location);
    new ManifestDigest(store, location).require(json, names);
    return ManifestJson.read(tree, location);
  }

  /** Its format first: what lies beside a manifest may be another thing in a later one. */
  private BackupManifest believed(byte[] json, String location) {
    var tree = ManifestJson.parse(json, location);
    new ManifestDigest(store, location).require(json);
    return ManifestJson.read(tree, location);
  }

  private EngineException none(String location) {
    var why =
        store.list(location + "/").isEmpty()
            ? "there is nothing at %s in %s; take a location that is there"
            : "%s in %s has no manifest: it was never finished, and is no backup; use another one";
    return new EngineException(
        FailureCode.BACKUP_INCOMPLETE, why.formatted(location, store.inWords()));
  }

  private byte[] bytesOf(String key) {
    try (var object = store.read(key)) {
      return object.readNBytes(MAX_MANIFEST_BYTES);
    } catch (IOException e) {
      throw new EngineException(FailureCode.STORE_UNREACHABLE, "reading " + key, e);
    }
  }
}
