package dev.slipway.controllers.news;

import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.plan.Window;
import dev.slipway.controllers.schedule.Opening;
import dev.slipway.controllers.schedule.Openings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A release that waits for its window, if only for its turn in it. */
record WaitingForWindow(Map<String, String> labels, Window window) {
  static Optional<WaitingForWindow> of(HasMetadata object, Glance glance) {
    if (!(object instanceof MigrationPlan plan)
        || !"WaitingForWindow".equals(glance.phase())
        || plan.getSpec().window() == null) {
      return Optional.empty();
    }
    var labels =
        Map.of(
            "namespace", plan.getMetadata().getNamespace(), "name", plan.getMetadata().getName());
    return Optional.of(new WaitingForWindow(new TreeMap<>(labels), plan.getSpec().window()));
  }

  /** When it opens, or did open where it is open; empty where that is never. */
  Optional<Instant> opens(Instant now) {
    try {
      var openings = Openings.of(window);
      return openings.at(now).or(() -> openings.after(now)).map(Opening::start);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
