package dev.slipway.controllers.news;

import dev.slipway.controllers.vitals.Exposition;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** How long releases were in their phases, as far as their beginning and their end were seen. */
final class PhaseTimes {
  private static final String NAME = "slipway_release_phase_seconds";

  private final Map<String, Phase> current = new ConcurrentHashMap<>();
  private final SortedMap<String, Total> totals = new TreeMap<>();

  synchronized void reached(String plan, String phase, Instant now) {
    var before = current.put(plan, new Phase(phase, now));
    if (before != null) {
      totals.merge(before.name, new Total(1, Duration.between(before.since, now)), Total::and);
    }
  }

  synchronized void forget(String plan) {
    current.remove(plan);
  }

  synchronized void print(Exposition page) {
    page.family(NAME, "summary", "How long releases were in a phase.");
    totals.forEach(
        (phase, total) -> {
          page.sample(NAME + "_sum", Map.of("phase", phase), total.time.toMillis() / 1000.0);
          page.sample(NAME + "_count", Map.of("phase", phase), (double) total.count);
        });
  }

  private record Phase(String name, Instant since) {}

  private record Total(long count, Duration time) {
    Total and(Total other) {
      return new Total(count + other.count, time.plus(other.time));
    }
  }
}
