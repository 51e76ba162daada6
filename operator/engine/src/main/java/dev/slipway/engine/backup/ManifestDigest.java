package dev.slipway.engine.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.store.ObjectStore;
import java.util.Collection;

/**
 * The digest of a manifest as the name of an object beside it. Who may not delete cannot change a
 * manifest without a sign: the old digest stays.
 */
final class ManifestDigest {
  private static final String PREFIX = "manifest-";

  private final ObjectStore store;
  private final String location;

  ManifestDigest(ObjectStore store, String location) {
    this.store = store;
    this.location = location;
  }

  /** The name of the object for these bytes. */
  static String nameFor(byte[] manifest) {
    return PREFIX + Digest.of(manifest).hex();
  }

  /** What {@code sha256sum --check} reads, in the folder of the backup. */
  static byte[] contentFor(byte[] manifest) {
    return (Digest.of(manifest).hex() + "  " + BackupReader.MANIFEST + "\n").getBytes(US_ASCII);
  }

  /** Fails where the manifest is not the one that was written. */
  void require(byte[] manifest) {
    require(
        manifest,
        store.list(location + "/" + PREFIX).stream()
            .map(it -> it.key().substring(location.length() + 1))
            .toList());
  }

  /**
   * @param names of what is beside it
   */
  void require(byte[] manifest, Collection<String> names) {
    var found = names.stream().filter(it -> it.startsWith(PREFIX)).toList();
    var expected = nameFor(manifest);
    if (found.isEmpty()) {
      throw damaged("no manifest-<sha256> lies beside its manifest");
    }
    if (!found.contains(expected)) {
      throw damaged(
          "its manifest is not the one that was written: the digest beside it is another");
    }
    if (found.size() > 1) {
      throw damaged("its manifest was replaced: there is more than one digest beside it");
    }
  }

  private EngineException damaged(String what) {
    return new EngineException(
        FailureCode.BACKUP_DAMAGED,
        "%s in %s: %s; use another backup".formatted(location, store.inWords(), what));
  }
}
