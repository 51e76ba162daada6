package dev.slipway.engine.file;

import java.security.MessageDigest;

/**
 * Counts and hashes rows as they pass by in text COPY, where a line feed ends each and only that.
 */
final class RowMeter {
  private final MessageDigest hash = Digest.begin();
  private long rows;
  private long bytes;

  void pass(byte[] text, int offset, int length) {
    hash.update(text, offset, length);
    bytes += length;
    rows += LineFeeds.count(text, offset, offset + length);
  }

  long bytes() {
    return bytes;
  }

  /** What came by. Ends the count. */
  RowsEntry total(String entry) {
    return new RowsEntry(entry, rows, bytes, Digest.finish(hash));
  }
}
