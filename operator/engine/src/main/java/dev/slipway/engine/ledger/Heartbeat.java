package dev.slipway.engine.ledger;

import dev.slipway.engine.EngineException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says again and again that a worker is alive, over a connection of its own, as that of the worker
 * is busy. A connection that breaks is opened again; closing waits for the last beat.
 */
public final class Heartbeat implements AutoCloseable {
  public static final Duration INTERVAL = Duration.ofSeconds(10);

  /** A worker is lost that has not said for so long that it lives. */
  public static final Duration LOST_AFTER = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final Supplier<Connection> sessions;
  private final FencingToken token;
  private final Duration interval;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  private Heartbeat(Supplier<Connection> sessions, FencingToken token, Duration interval) {
    this.sessions = sessions;
    this.token = token;
    this.interval = interval;
    this.thread = Thread.ofVirtual().name("heartbeat").unstarted(this::beatUntilClosed);
  }

  public static Heartbeat start(
      Supplier<Connection> sessions, FencingToken token, Duration interval) {
    var heartbeat = new Heartbeat(sessions, token, interval);
    heartbeat.thread.start();
    return heartbeat;
  }

  /** Not by interrupting, which would cut the connection in the middle of a beat. */
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

  private void beatUntilClosed() {
    do {
      try (var session = sessions.get()) {
        do {
          token.beat(session);
        } while (!isClosedWithin(interval));
      } catch (SQLException | EngineException e) {
        LOG.atWarn().addKeyValue("token", token.number()).setCause(e).log("a heartbeat failed");
      }
    } while (!isClosedWithin(interval));
  }

  private boolean isClosedWithin(Duration time) {
    try {
      return closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      return true; // nobody but a stopping machine interrupts a thread that only we know
    }
  }
}
