package dev.slipway.engine.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/** Writes a tar whose bytes depend on names and contents alone. */
final class ArchiveWriter implements AutoCloseable {
  private final MessageDigest hash = Digest.begin();
  private final OutputStream out;

  ArchiveWriter(Path file) throws IOException {
    out =
        new DigestOutputStream(
            new BufferedOutputStream(Files.newOutputStream(file), 1 << 16), hash);
  }

  void add(String name, byte[] content) throws IOException {
    var header = new TarHeader(name, content.length);
    out.write(header.toBlock());
    out.write(content);
    out.write(new byte[header.padding()]);
  }

  void add(String name, Path content) throws IOException {
    var header = new TarHeader(name, Files.size(content));
    out.write(header.toBlock());
    Files.copy(content, out);
    out.write(new byte[header.padding()]);
  }

  /** Ends the archive, as two empty blocks do, and tells the digest of all of it. */
  Digest finish() throws IOException {
    out.write(new byte[2 * TarHeader.BLOCK]);
    out.flush();
    return Digest.finish(hash);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
