package dev.slipway.engine.file;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Has another thread do what becomes of written bytes, so that reading and packing share two cores.
 * Few buffers go round: who writes faster than they are emptied waits. Closing waits until all is
 * done and tells what failed; the stream behind stays open.
 */
final class HandedOver extends OutputStream {
  private static final int BUFFERS = 4;
  private static final int BUFFER_BYTES = 1 << 16;

  private final OutputStream out;
  private final BlockingQueue<Buffer> empty = new ArrayBlockingQueue<>(BUFFERS);
  private final BlockingQueue<Buffer> full = new ArrayBlockingQueue<>(BUFFERS);
  private final Thread thread;
  private volatile @Nullable Throwable failure;
  private Buffer current = new Buffer();
  private boolean isClosed;
  private boolean isTold;

  HandedOver(OutputStream out) {
    this.out = out;
    for (int i = 1; i < BUFFERS; i++) {
      empty.add(new Buffer());
    }
    thread = Thread.ofPlatform().daemon().name("slipway-pack").start(this::empty);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int count = Math.min(length - done, BUFFER_BYTES - current.length);
      System.arraycopy(bytes, offset + done, current.bytes, current.length, count);
      current.length += count;
      done += count;
      if (current.length == BUFFER_BYTES) {
        handOver();
        current = taken(); // before a failure is told: closing hands over one of our own
        tellFailure();
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (isClosed) {
      return;
    }
    isClosed = true;
    current.isLast = true;
    handOver();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw interrupted();
    }
    tellFailure();
  }

  /** Goes on after a failure, or the writer would wait for ever for a buffer. */
  private void empty() {
    try {
      boolean isLast = false;
      while (!isLast) {
        var buffer = full.take();
        write(buffer);
        isLast = buffer.isLast; // once it is given back, the writer may mark it for its next turn
        buffer.length = 0;
        empty.put(buffer);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(Buffer buffer) {
    if (failure != null) {
      return;
    }
    try {
      out.write(buffer.bytes, 0, buffer.length);
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
    }
  }

  private void handOver() throws IOException {
    try {
      full.put(current);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private Buffer taken() throws IOException {
    try {
      return empty.take();
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** Once: a writer that was told closes what it has opened, and may not hear the same again. */
  private void tellFailure() throws IOException {
    if (isTold) {
      return;
    }
    isTold = failure != null;
    switch (failure) {
      case null -> {}
      case IOException it -> throw it;
      case RuntimeException it -> throw it;
      case Throwable it -> throw new IllegalStateException("packing failed", it);
    }
  }

  private InterruptedIOException interrupted() {
    thread.interrupt();
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while rows are packed");
  }

  private static final class Buffer {
    private final byte[] bytes = new byte[BUFFER_BYTES];
    private int length;
    private boolean isLast;
  }
}
