package dev.slipway.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The one place that polls: a condition is asked again and again until it holds or time is up. */
public final class Await {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(10);

  /** What lasts is asked less often: a server that is asked all the time does nothing else. */
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

  private Await() {}

  /** Returns as soon as the condition holds; throws when it does not within the limit. */
  public static void until(String what, Duration limit, BooleanSupplier condition) {
    if (!holdsWithin(limit, condition)) {
      throw new IllegalStateException("waited " + limit.toSeconds() + " s in vain for: " + what);
    }
  }

  /** Whether the condition came to hold before time was up. */
  public static boolean holdsWithin(Duration limit, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    long pause = FIRST_PAUSE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("interrupted while waiting");
      }
      LockSupport.parkNanos(pause);
      pause = Math.min(pause + pause / 4, LONGEST_PAUSE.toNanos());
    }
    return true;
  }
}
