package dev.slipway.engine.backup;

import dev.slipway.engine.packing.PackedUpload;
import dev.slipway.engine.packing.Sealing;

/** In which form the parts of a backup are wanted. */
public enum FetchForm {
  /** For PostgreSQL's and any tar's reading. */
  CLEAR,
  /** Decrypted, and for zstd to open. */
  COMPRESSED,
  /** As they lie in the store: for age to open where they are encrypted. */
  STORED;

  /** What a part is called in this form. */
  String nameOf(String stored) {
    var compressed = Sealing.clearName(stored);
    return switch (this) {
      case STORED -> stored;
      case COMPRESSED -> compressed;
      case CLEAR ->
          compressed.endsWith(PackedUpload.COMPRESSED)
              ? compressed.substring(0, compressed.length() - PackedUpload.COMPRESSED.length())
              : compressed;
    };
  }
}
