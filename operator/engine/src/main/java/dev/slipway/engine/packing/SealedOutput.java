package dev.slipway.engine.packing;

import com.exceptionfactory.jagged.framework.format.StandardPayloadKeyWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

/**
 * Seals what is written in the age format. The keys and the header are jagged's, the chunks our
 * own: its channel leaves the last one unmarked where it is full.
 */
final class SealedOutput extends OutputStream {
  private static final int LONGEST_HEADER = 64 * 1024;

  private final OutputStream out;
  private final SealedChunks chunks;
  private final byte[] clear = new byte[SealedChunks.CLEAR_BYTES];
  private final byte[] sealed = new byte[SealedChunks.SEALED_BYTES];
  private int filled;
  private boolean isClosed;

  SealedOutput(OutputStream out, Sealing sealing) throws IOException {
    this.out = out;
    var header = ByteBuffer.allocate(LONGEST_HEADER);
    try {
      var key = new StandardPayloadKeyWriter().writeFileHeader(header, sealing.writers());
      this.chunks = SealedChunks.sealing(key);
    } catch (GeneralSecurityException e) {
      throw new IOException("sealing failed", e);
    }
    out.write(header.array(), 0, header.position());
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] content, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      // a full one waits for what follows: it may be the last
      if (filled == clear.length) {
        seal(false);
      }
      int taken = Math.min(length - done, clear.length - filled);
      System.arraycopy(content, offset + done, clear, filled, taken);
      filled += taken;
      done += taken;
    }
  }

  @Override
  public void close() throws IOException {
    if (!isClosed) {
      isClosed = true;
      seal(true);
      out.close();
    }
  }

  private void seal(boolean isLast) throws IOException {
    try {
      out.write(sealed, 0, chunks.next(clear, filled, isLast, sealed));
      filled = 0;
    } catch (GeneralSecurityException e) {
      throw new IOException("sealing failed", e);
    }
  }
}
