package dev.slipway.controllers.vitals;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The threads of the reconcilers, and what waits for them. */
public final class PassQueue {
  private final LongSupplier nanos;
  private final ThreadPoolExecutor threads;
  private long ended;
  private long since;

  /**
   * @param atOnce how many objects are looked at at the same time
   * @param nanos a clock that only goes forward
   */
  public PassQueue(int atOnce, LongSupplier nanos) {
    this.nanos = nanos;
    this.since = nanos.getAsLong();
    this.threads = new ThreadPoolExecutor(atOnce, atOnce, 0, TimeUnit.SECONDS, new FreshFirst());
  }

  public ExecutorService threads() {
    return threads;
  }

  int waiting() {
    return threads.getQueue().size();
  }

  /** That something waits, and nothing has come to an end for so long while it did. */
  synchronized Optional<String> stuckFor(Duration limit) {
    var endedNow = threads.getCompletedTaskCount();
    if (waiting() == 0 || endedNow != ended) {
      ended = endedNow;
      since = nanos.getAsLong();
    }
    return nanos.getAsLong() - since > limit.toNanos()
        ? Optional.of(waiting() + " objects wait for a reconciler, and none comes to an end")
        : Optional.empty();
  }
}
