package dev.slipway.controllers.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In which order objects are looked at, where there are more than threads. */
class PassQueueTest {
  private static final int MANY = 100;

  private final AtomicLong now = new AtomicLong();
  private final PassQueue queue = new PassQueue(1, now::get);
  private final CountDownLatch begin = new CountDownLatch(1);
  private final List<Integer> looked = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    begin.countDown();
    queue.threads().shutdownNow();
  }

  @Test
  void whatChangesDoesNotWaitForAllThatWasThereBefore() throws InterruptedException {
    lookAtMany();

    assertThat(looked.indexOf(MANY)).isLessThan(2);
  }

  @Test
  void theOldestDoesNotWaitForAllThatCameLater() throws InterruptedException {
    lookAtMany();

    assertThat(looked.indexOf(1)).isLessThan(4);
    assertThat(looked).hasSize(MANY).doesNotHaveDuplicates();
  }

  @Test
  void isStuckWhereSomethingWaitsAndNothingEnds() {
    queue.threads().execute(this::awaitBegin);
    queue.threads().execute(() -> {});

    assertThat(queue.stuckFor(Duration.ofMinutes(1))).isEmpty();
    now.addAndGet(Duration.ofMinutes(2).toNanos());
    assertThat(queue.stuckFor(Duration.ofMinutes(1)))
        .hasValueSatisfying(it -> assertThat(it).contains("1 objects wait"));
  }

  /** The last of them comes when all others wait. */
  private void lookAtMany() throws InterruptedException {
    queue.threads().execute(this::awaitBegin);
    for (int number = 1; number <= MANY; number++) {
      int object = number;
      queue.threads().execute(() -> looked.add(object));
    }
    begin.countDown();
    queue.threads().shutdown();
    assertThat(queue.threads().awaitTermination(1, TimeUnit.MINUTES)).isTrue();
  }

  private void awaitBegin() {
    try {
      begin.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
