package dev.slipway.controllers.vitals;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** How long the passes over one kind took, as a histogram. */
final class Tally {
  /** In seconds; what took longer than the last one is in none of them. */
  static final List<Double> LIMITS =
      List.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0);

  private final List<LongAdder> within =
      Stream.generate(LongAdder::new).limit(LIMITS.size()).toList();
  private final LongAdder count = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final LongAdder failures = new LongAdder();

  void took(Duration time) {
    count.increment();
    nanos.add(time.toNanos());
    var seconds = seconds(time.toNanos());
    for (var i = 0; i < LIMITS.size(); i++) {
      if (seconds <= LIMITS.get(i)) {
        within.get(i).increment();
      }
    }
  }

  void failed() {
    failures.increment();
  }

  /** How many took no longer than the limit at this place. */
  long within(int limit) {
    return within.get(limit).sum();
  }

  long count() {
    return count.sum();
  }

  double seconds() {
    return seconds(nanos.sum());
  }

  long failures() {
    return failures.sum();
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }
}
