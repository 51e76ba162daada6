package dev.slipway.controllers.vitals;

import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a thread. An operator that begins to lead looks at every object there is, most of
 * which have ended long ago: what changes meanwhile does not wait for all of them. One in four is
 * the oldest, so that none waits for ever.
 */
final class FreshFirst extends LinkedBlockingDeque<Runnable> {
  private static final long serialVersionUID = 1;
  private static final int OLDEST_OF = 4;

  private final AtomicLong taken = new AtomicLong();

  @Override
  public Runnable take() throws InterruptedException {
    return isTurnOfTheOldest() ? takeFirst() : takeLast();
  }

  @Override
  public @Nullable Runnable poll(long timeout, TimeUnit unit) throws InterruptedException {
    return isTurnOfTheOldest() ? pollFirst(timeout, unit) : pollLast(timeout, unit);
  }

  private boolean isTurnOfTheOldest() {
    return taken.incrementAndGet() % OLDEST_OF == 0;
  }
}
