package dev.slipway.engine.packing;

import dev.slipway.engine.file.Digest;
import dev.slipway.engine.progress.ProgressMark;
import dev.slipway.engine.progress.ProgressSink;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** An object's bytes on their way into the store, as they are stored: counted and digested. */
public final class WrittenBytes extends FilterOutputStream {
  private final MessageDigest digest = Digest.begin();
  private final String step;
  private final ProgressSink progress;
  private long bytes;

  /**
   * @param step what progress is told of
   */
  public WrittenBytes(OutputStream out, String step, ProgressSink progress) {
    super(out);
    this.step = step;
    this.progress = progress;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] content, int offset, int length) throws IOException {
    out.write(content, offset, length);
    digest.update(content, offset, length);
    bytes += length;
    progress.at(new ProgressMark(step, bytes, 0, "bytes"));
  }

  /** The sink is completed, and closed, by whoever has opened it. */
  @Override
  public void close() throws IOException {
    flush();
  }

  /** What has been written, once all of it has. */
  public PackedObject object(String name) {
    return new PackedObject(name, bytes, Digest.finish(digest).hex());
  }
}
