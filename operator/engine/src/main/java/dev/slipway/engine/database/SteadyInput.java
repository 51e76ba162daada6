package dev.slipway.engine.database;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a server sends, taken from it at a steady pace even while nobody reads here: a server takes
 * a client whose window stays shut for dead, though it may only be waiting for a slow disk.
 */
final class SteadyInput extends InputStream {
  /** Who has read less than this since the last look is waiting for something else. */
  private static final int PACE = 128 * 1024;

  /** For hours. */
  private static final long MOST = 1L << 30;

  private final InputStream socket;
  private final Waiting waiting;
  private final ReadAhead ahead = new ReadAhead();
  private final ReentrantLock turn = new ReentrantLock();
  private int sinceLast;

  SteadyInput(InputStream socket, Waiting waiting) {
    this.socket = socket;
    this.waiting = waiting;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /** Who waits here for the server keeps the turn: there is nothing to be taken ahead. */
  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    turn.lock();
    try {
      int early = ahead.take(target, offset, length);
      if (early > 0 || length == 0) {
        return early;
      }
      int count = waiting.read(() -> socket.read(target, offset, length));
      sinceLast += Math.max(0, count);
      return count;
    } finally {
      turn.unlock();
    }
  }

  @Override
  public int available() throws IOException {
    turn.lock();
    try {
      return (int) Math.min(Integer.MAX_VALUE, ahead.remaining() + socket.available());
    } finally {
      turn.unlock();
    }
  }

  /** Called every few seconds. */
  void keepUp() throws IOException {
    if (!turn.tryLock()) {
      return;
    }
    try {
      // all of it: the kernel counts more than bytes, and may keep the window shut for less
      int due = sinceLast < PACE ? socket.available() : 0;
      sinceLast = 0;
      if (due > 0 && ahead.remaining() < MOST) {
        var bytes = socket.readNBytes(due);
        ahead.add(bytes, bytes.length);
      }
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** Once nobody reads any more. */
  void forget() throws IOException {
    turn.lock();
    try {
      ahead.close();
    } finally {
      turn.unlock();
    }
  }
}
