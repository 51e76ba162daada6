package dev.slipway.engine.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a session from being idle in its transaction while its owner is busy elsewhere, such as
 * with an upload: the server would take it for dead, and rightly so where this process is frozen.
 * Until it is closed nobody else may use the session.
 */
public final class KeepAlive implements AutoCloseable {
  /** A third of what the server bears, see {@link Sessions}. */
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final Connection session;
  private final Duration interval;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  private KeepAlive(Connection session, Duration interval) {
    this.session = session;
    this.interval = interval;
    this.thread = Thread.ofVirtual().name("keep-alive").unstarted(this::askUntilClosed);
  }

  public static KeepAlive of(Connection session) {
    return of(session, INTERVAL);
  }

  static KeepAlive of(Connection session, Duration interval) {
    var alive = new KeepAlive(session, interval);
    alive.thread.start();
    return alive;
  }

  /** Waits for the answer that is on its way. */
  @Override
  public void close() {
    closed.countDown();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is wrong with the session its owner finds out with the next statement. */
  private void askUntilClosed() {
    try (var statement = session.createStatement()) {
      while (!closed.await(interval.toNanos(), TimeUnit.NANOSECONDS)) {
        statement.execute("SELECT 1");
      }
    } catch (SQLException _) {
      // the session is lost, or its transaction is
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // only a stopping machine does that
    }
  }
}
