package dev.slipway.e2e;

import dev.slipway.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that orders again and again until it is closed, and remembers what it was promised. It
 * goes on at once after an order that was taken; after any other answer it comes back a bit later.
 */
final class OrderWriter implements AutoCloseable {
  static final String ORDER = "{\"customer\": \"Ada\", \"item\": \"Anchor\"}";

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration LATER = Duration.ofMillis(200);

  private final SampleApp app;
  private final List<Long> promised = new CopyOnWriteArrayList<>();
  private final List<SampleApp.Answer> turnedAway = new CopyOnWriteArrayList<>();
  private final Thread thread = Thread.ofVirtual().unstarted(this::write);
  private volatile boolean closed;

  OrderWriter(SampleApp app) {
    this.app = app;
    thread.start();
  }

  /** The numbers of the orders that were answered with 201. */
  List<Long> promised() {
    return promised;
  }

  /** What it was told in place of the app, by whoever said when to come back. */
  List<SampleApp.Answer> turnedAway() {
    return turnedAway;
  }

  void awaitMore(int orders) {
    var wanted = promised.size() + orders;
    Await.until(wanted + " orders to be taken", LIMIT, () -> promised.size() >= wanted);
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    while (!closed) {
      var answer = app.call("POST", "/api/orders", ORDER);
      if (answer.status() == 201) {
        promised.add(answer.number());
      } else {
        if (answer.retryAfter() != null) {
          turnedAway.add(answer);
        }
        LockSupport.parkNanos(LATER.toNanos());
      }
    }
  }
}
