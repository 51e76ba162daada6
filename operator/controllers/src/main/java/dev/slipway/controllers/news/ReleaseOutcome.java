package dev.slipway.controllers.news;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How releases end, by app and stage. */
record ReleaseOutcome(String app, String stage, String outcome)
    implements Comparable<ReleaseOutcome> {
  private static final Set<String> ENDS = Set.of("Succeeded", "Failed", "RolledBack", "Aborted");
  private static final String UNKNOWN = "";

  static Optional<ReleaseOutcome> of(String phase, @Nullable EnvironmentFigures target) {
    var labels = target == null ? Map.<String, String>of() : target.labels();
    return ENDS.contains(phase)
        ? Optional.of(
            new ReleaseOutcome(
                labels.getOrDefault("app", UNKNOWN), labels.getOrDefault("stage", UNKNOWN), phase))
        : Optional.empty();
  }

  Map<String, String> labels() {
    return new TreeMap<>(Map.of("app", app, "stage", stage, "outcome", outcome));
  }

  @Override
  public int compareTo(ReleaseOutcome other) {
    return toString().compareTo(other.toString());
  }
}
