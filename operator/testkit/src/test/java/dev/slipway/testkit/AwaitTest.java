package dev.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {
  @Test
  void asksUntilTheConditionHolds() {
    var asked = new AtomicInteger();

    Await.until("three questions", Duration.ofMinutes(1), () -> asked.incrementAndGet() == 3);

    assertThat(asked).hasValue(3);
  }

  @Test
  void saysWhatItWaitedForInVain() {
    assertThatThrownBy(() -> Await.until("the cows", Duration.ZERO, () -> false))
        .hasMessageContaining("the cows");
  }

  @Test
  void asksAtLeastOnce() {
    assertThat(Await.holdsWithin(Duration.ZERO, () -> true)).isTrue();
  }

  @Test
  void stopsWhenItIsInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Await.until("nothing", Duration.ofMinutes(1), () -> false))
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }
}
