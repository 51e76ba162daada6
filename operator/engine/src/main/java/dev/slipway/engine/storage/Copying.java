package dev.slipway.engine.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Copies a stream no further than to a limit. */
final class Copying {
  private static final int CHUNK_BYTES = 64 * 1024;

  private Copying() {}

  /** Answers how many bytes there were, up to the limit. */
  static long upTo(long limit, InputStream in, OutputStream out) throws IOException {
    var buffer = new byte[CHUNK_BYTES];
    long copied = 0;
    while (copied < limit) {
      int count = in.read(buffer, 0, (int) Math.min(buffer.length, limit - copied));
      if (count < 0) {
        break;
      }
      out.write(buffer, 0, count);
      copied += count;
    }
    return copied;
  }
}
