package dev.slipway.engine.backup;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.store.ObjectStore;
import java.io.IOException;

/** Makes a backup of what was stored: its digest first, its manifest last, and once. */
public final class ManifestWriter {
  private final ObjectStore store;

  public ManifestWriter(ObjectStore store) {
    this.store = store;
  }

  public void write(BackupManifest manifest, String location) {
    var json = ManifestJson.write(manifest);
    put(location + "/" + ManifestDigest.nameFor(json), ManifestDigest.contentFor(json));
    put(location + "/" + BackupReader.MANIFEST, json);
  }

  private void put(String key, byte[] content) {
    try (var sink = store.create(key)) {
      sink.stream().write(content);
      sink.complete();
    } catch (IOException e) {
      throw new EngineException(FailureCode.STORE_UNREACHABLE, "writing " + key, e);
    }
  }
}
