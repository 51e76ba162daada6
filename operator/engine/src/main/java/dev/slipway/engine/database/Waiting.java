package dev.slipway.engine.database;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Since when a socket has been waiting for the other side, without a single byte passing. */
final class Waiting {
  private static final long NOT_AT_ALL = 0;

  private final AtomicLong reading = new AtomicLong(NOT_AT_ALL);
  private final AtomicLong writing = new AtomicLong(NOT_AT_ALL);
  private volatile @Nullable String givenUp;

  int read(Passage passage) throws IOException {
    return during(reading, passage);
  }

  void write(Passage passage) throws IOException {
    during(writing, passage);
  }

  /** Of the longest of the waits that go on; zero where there is none. */
  Duration time() {
    return longer(time(reading), time(writing));
  }

  /** From now on whatever fails does so for this reason. */
  void giveUp(String reason) {
    givenUp = reason;
  }

  private int during(AtomicLong since, Passage passage) throws IOException {
    since.set(System.nanoTime() | 1);
    try {
      return passage.pass();
    } catch (IOException e) {
      var reason = givenUp;
      throw reason == null ? e : new IOException(reason, e);
    } finally {
      since.set(NOT_AT_ALL);
    }
  }

  private static Duration time(AtomicLong since) {
    long began = since.get();
    return began == NOT_AT_ALL ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - began);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** Bytes that pass in one of the two directions. */
  @FunctionalInterface
  interface Passage {
    int pass() throws IOException;
  }
}
