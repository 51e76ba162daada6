package dev.slipway.controllers.vitals;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The passes of the reconcilers, as metrics. */
public record PassMetrics(Passes passes, PassQueue queue) implements Consumer<Exposition> {
  private static final String SECONDS = "slipway_reconcile_seconds";
  private static final String FAILURES = "slipway_reconcile_failures_total";
  private static final String QUEUE = "slipway_reconcile_queue";

  @Override
  public void accept(Exposition page) {
    page.family(SECONDS, "histogram", "How long a look at one object took, with all it did.");
    passes.byKind().forEach((kind, tally) -> histogram(page, kind, tally));
    page.family(FAILURES, "counter", "Looks that came to no end, and are repeated.");
    passes
        .byKind()
        .forEach(
            (kind, tally) ->
                page.sample(FAILURES, Map.of("kind", kind), (double) tally.failures()));
    page.family(QUEUE, "gauge", "Objects that wait for a look, or are looked at.");
    page.sample(QUEUE, Map.of("state", "waiting"), queue.waiting());
    page.sample(QUEUE, Map.of("state", "running"), passes.running());
  }

  private static void histogram(Exposition page, String kind, Tally tally) {
    for (var i = 0; i < Tally.LIMITS.size(); i++) {
      bucket(page, kind, String.valueOf(Tally.LIMITS.get(i)), tally.within(i));
    }
    bucket(page, kind, "+Inf", tally.count());
    page.sample(SECONDS + "_sum", Map.of("kind", kind), tally.seconds());
    page.sample(SECONDS + "_count", Map.of("kind", kind), (double) tally.count());
  }

  private static void bucket(Exposition page, String kind, String limit, long count) {
    var labels = new LinkedHashMap<String, String>();
    labels.put("kind", kind);
    labels.put("le", limit);
    page.sample(SECONDS + "_bucket", labels, (double) count);
  }
}
