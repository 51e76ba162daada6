package dev.slipway.controllers.environment;

import static dev.slipway.api.status.ConditionStatus.FALSE;
import static dev.slipway.api.status.ConditionStatus.TRUE;
import static dev.slipway.api.status.ConditionStatus.UNKNOWN;

import dev.slipway.api.environment.AppEnvironmentStatus;
import dev.slipway.api.environment.Drift;
import dev.slipway.api.environment.DriftPolicy;
import dev.slipway.api.status.Condition;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.work.Sight;
import dev.slipway.engine.order.Observation;
import dev.slipway.engine.order.Observation.DriftSeen;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether configuration is what the last release left, as the last look told. */
final class DriftSight {
  private static final String DRIFTED = "Drifted";

  private final EnvironmentView seen;
  private final AppEnvironmentStatus before;
  private final Conditions conditions;
  private final Optional<DriftSeen> found;

  /**
   * @param last empty where there was no look, or its Job is collected: then what was known stands
   */
  DriftSight(
      EnvironmentView seen,
      AppEnvironmentStatus before,
      Conditions conditions,
      Optional<Observation> last) {
    this.seen = seen;
    this.before = before;
    this.conditions = conditions;
    this.found = last.flatMap(it -> Optional.ofNullable(it.drift()));
  }

  @Nullable Drift drift() {
    if (!isWatched()) {
      return null;
    }
    return found
        .map(DriftSight::drift)
        .orElseGet(() -> Optional.ofNullable(before.drift()))
        .orElse(null);
  }

  Condition condition() {
    if (!isWatched()) {
      return conditions.of(DRIFTED, FALSE, "NotWatched", whyNotWatched());
    }
    return found
        .map(this::condition)
        .or(
            () ->
                Conditions.find(before.conditions(), DRIFTED)
                    .filter(it -> !it.reason().equals("NotWatched")))
        .orElseGet(
            () -> conditions.of(DRIFTED, UNKNOWN, "NotObserved", "no worker has looked yet"));
  }

  private boolean isWatched() {
    return new Sight(seen.spec()).watchesDrift();
  }

  private String whyNotWatched() {
    if (seen.spec().driftPolicy() == DriftPolicy.IGNORE) {
      return "driftPolicy is Ignore";
    }
    return seen.spec().preset() == null && seen.spec().presetExtension() == null
        ? "no preset says which tables are configuration"
        : "configuration is made here";
  }

  private static Optional<Drift> drift(DriftSeen found) {
    var since = found.since();
    return found.count() == 0
        ? Optional.empty()
        : Optional.of(
            new Drift(
                since == null ? null : since.truncatedTo(ChronoUnit.SECONDS),
                found.count(),
                found.tables()));
  }

  private Condition condition(DriftSeen found) {
    if (found.baselineAt() == null) {
      return conditions.of(
          DRIFTED,
          UNKNOWN,
          "NoBaseline",
          "no release has ended well here yet: the next one says what has to be");
    }
    if (found.outdated()) {
      return conditions.of(
          DRIFTED,
          UNKNOWN,
          "BaselineOutdated",
          "a release was taken back, or a backup was restored, since what has to be was kept: the next release says it anew");
    }
    return found.count() == 0
        ? conditions.of(DRIFTED, FALSE, "AsReleased", "configuration is what the last release left")
        : conditions.of(DRIFTED, TRUE, "ConfigurationChanged", inWords(found));
  }

  private String inWords(DriftSeen found) {
    return "configuration changed without a release in %s tables: %s. %s"
        .formatted(
            String.valueOf(found.count()),
            String.join(", ", found.tables()),
            seen.spec().driftPolicy() == DriftPolicy.BLOCK
                ? "Releases wait until that is taken back"
                : "A release will go over that");
  }
}
