package dev.slipway.engine.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Walks through the archive from entry to expected entry, and lets nothing else pass. */
final class ArchiveReader {
  private final FileChannel file;
  private long position;

  ArchiveReader(FileChannel file) {
    this.file = file;
  }

  /** Where the content of the next entry is. */
  Slice next(String name) throws IOException {
    var block = block(name);
    var header = new TarHeader(name, Math.max(0, TarHeader.sizeIn(block)));
    if (!header.isWrittenAs(block)) {
      throw DamagedFile.at(name, "another entry, or none, is in its place");
    }
    var slice = new Slice(position, header.size());
    if (header.size() > file.size() - position) {
      throw DamagedFile.at(name, "is cut off");
    }
    position += header.size();
    expectZeros(name, header.padding());
    return slice;
  }

  /** An entry that is read as a whole, and so has to be short enough for that. */
  byte[] next(String name, int maxBytes) throws IOException {
    var slice = next(name);
    if (slice.length() > maxBytes) {
      throw DamagedFile.at(name, "is longer than " + maxBytes + " bytes");
    }
    return bytes(name, slice.offset(), (int) slice.length());
  }

  void expectEnd(String last) throws IOException {
    expectZeros(last, 2 * TarHeader.BLOCK);
    if (position != file.size()) {
      throw DamagedFile.at(last, "something follows the end");
    }
  }

  private byte[] block(String name) throws IOException {
    var block = bytes(name, position, TarHeader.BLOCK);
    position += TarHeader.BLOCK;
    return block;
  }

  private void expectZeros(String name, int count) throws IOException {
    for (var value : bytes(name, position, count)) {
      if (value != 0) {
        throw DamagedFile.at(name, "is followed by something else than zeros");
      }
    }
    position += count;
  }

  private byte[] bytes(String name, long offset, int count) throws IOException {
    var buffer = ByteBuffer.allocate(count);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, offset + buffer.position()) < 0) {
        throw DamagedFile.at(name, "is cut off");
      }
    }
    return buffer.array();
  }

  /** A part of the file. */
  record Slice(long offset, long length) {}
}
