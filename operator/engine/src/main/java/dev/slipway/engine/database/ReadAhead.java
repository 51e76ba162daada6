package dev.slipway.engine.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that came before anybody wanted them, in a file that goes with us: memory is for rows that
 * somebody reads.
 */
final class ReadAhead implements AutoCloseable {
  private @Nullable FileChannel file;
  private long taken;
  private long added;

  long remaining() {
    return added - taken;
  }

  void add(byte[] bytes, int length) throws IOException {
    if (file == null) {
      var path = Files.createTempFile("slipway-read-ahead", "");
      file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
      Files.delete(path);
    }
    var buffer = ByteBuffer.wrap(bytes, 0, length);
    while (buffer.hasRemaining()) {
      added += file.write(buffer, added);
    }
  }

  /** How many bytes it was; at least one where any remain. */
  int take(byte[] target, int offset, int length) throws IOException {
    if (file == null || remaining() == 0) {
      return 0;
    }
    int most = (int) Math.min(length, remaining());
    int count = file.read(ByteBuffer.wrap(target, offset, most), taken);
    taken += count;
    if (taken == added) {
      file.truncate(0);
      taken = 0;
      added = 0;
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
