package dev.slipway.engine.file;

import dev.slipway.engine.file.ArchiveReader.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bytes of a part of a file. Several can be read at the same time. */
final class SliceStream extends InputStream {
  private final FileChannel file;
  private final long end;
  private long position;

  SliceStream(FileChannel file, Slice slice) {
    this.file = file;
    this.position = slice.offset();
    this.end = slice.offset() + slice.length();
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (position == end) {
      return -1;
    }
    int wanted = (int) Math.min(length, end - position);
    int read = file.read(ByteBuffer.wrap(target, offset, wanted), position);
    position += Math.max(0, read);
    return read;
  }
}
