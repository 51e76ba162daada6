package dev.slipway.engine.database;

import java.io.IOException;
import java.io.OutputStream;

/**
 * What is sent to a server, in pieces so small that a long wait for one of them means something.
 */
final class WatchedOutput extends OutputStream {
  private static final int PIECE = 64 * 1024;

  private final OutputStream socket;
  private final Waiting waiting;

  WatchedOutput(OutputStream socket, Waiting waiting) {
    this.socket = socket;
    this.waiting = waiting;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int at = 0; at < length; at += PIECE) {
      int from = offset + at;
      int count = Math.min(PIECE, length - at);
      waiting.write(
          () -> {
            socket.write(bytes, from, count);
            return count;
          });
    }
  }

  @Override
  public void flush() throws IOException {
    socket.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
