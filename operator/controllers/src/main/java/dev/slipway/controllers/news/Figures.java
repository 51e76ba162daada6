package dev.slipway.controllers.news;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.status.Condition;
import dev.slipway.controllers.vitals.Exposition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the four kinds say, as metrics. */
public final class Figures implements Consumer<Exposition> {
  private static final String RELEASES = "slipway_release_total";
  private static final String NO_PROGRESS = "slipway_step_without_progress_seconds";
  private static final String WINDOW = "slipway_release_window_opens_timestamp_seconds";
  private static final String STALLED = "slipway_stalled";

  private final Clock clock;
  private final Map<String, EnvironmentFigures> environments = new ConcurrentSkipListMap<>();
  private final Map<String, RunFigures> runs = new ConcurrentSkipListMap<>();
  private final Map<String, WaitingForWindow> waiting = new ConcurrentSkipListMap<>();
  private final Map<String, Map<String, String>> stalled = new ConcurrentSkipListMap<>();
  private final Map<ReleaseOutcome, LongAdder> releases = new ConcurrentSkipListMap<>();
  private final PhaseTimes phases = new PhaseTimes();

  public Figures(Clock clock) {
    this.clock = clock;
  }

  void note(HasMetadata object) {
    var key = key(object, object.getMetadata().getName());
    var glance = Glance.at(object);
    if (object instanceof AppEnvironment environment) {
      environments.put(key, EnvironmentFigures.of(environment, glance));
    }
    if (RunFigures.isAtWork(glance)) {
      runs.merge(key, RunFigures.of(object, glance, clock.instant()), RunFigures::after);
    } else {
      runs.remove(key);
    }
    WaitingForWindow.of(object, glance)
        .ifPresentOrElse(it -> waiting.put(key, it), () -> waiting.remove(key));
    if (glance.says("Stalled")) {
      stalled.put(key, stop(object, glance));
    } else {
      stalled.remove(key);
    }
  }

  /** A phase that was reached while we looked. */
  void reached(HasMetadata object, String phase) {
    if (object instanceof MigrationPlan plan) {
      phases.reached(key(plan, plan.getMetadata().getName()), phase, clock.instant());
      var target = AppEnvironment.class.getSimpleName() + name(plan, plan.getSpec().target());
      ReleaseOutcome.of(phase, environments.get(target))
          .ifPresent(end -> releases.computeIfAbsent(end, _ -> new LongAdder()).increment());
    }
  }

  void forget(HasMetadata object) {
    var key = key(object, object.getMetadata().getName());
    environments.remove(key);
    runs.remove(key);
    waiting.remove(key);
    stalled.remove(key);
    phases.forget(key);
  }

  @Override
  public void accept(Exposition page) {
    var now = clock.instant();
    page.family(RELEASES, "counter", "Releases that ended, by their outcome.");
    releases.forEach((end, count) -> page.sample(RELEASES, end.labels(), (double) count.sum()));
    phases.print(page);
    environments(
        page,
        "slipway_environment_in_maintenance_seconds",
        "Since when the app is closed.",
        it -> it.closedSince() == null ? 0.0 : seconds(it.closedSince(), now));
    environments(
        page,
        "slipway_backup_last_success_timestamp_seconds",
        "When the newest backup was complete.",
        it -> timestamp(it.lastBackup()));
    environments(
        page,
        "slipway_backup_last_verified_timestamp_seconds",
        "When the newest proven backup was proven.",
        it -> timestamp(it.lastProof()));
    environments(
        page,
        "slipway_backup_bytes",
        "Size of the newest backup.",
        EnvironmentFigures::backupBytes);
    environments(
        page,
        "slipway_store_up",
        "Whether the stores could be reached when they were last tried.",
        it -> upOrDown(it.storeIsUp()));
    environments(
        page,
        "slipway_drift_tables",
        "Tables of configuration that were changed without a release.",
        it -> it.driftedTables() == null ? null : it.driftedTables().doubleValue());
    page.family(NO_PROGRESS, "gauge", "For how long a run that is at work has come no further.");
    runs.values().forEach(run -> page.sample(NO_PROGRESS, run.labels(), seconds(run.since(), now)));
    page.family(WINDOW, "gauge", "When the window opens that a release waits for.");
    waiting
        .values()
        .forEach(
            it ->
                it.opens(now)
                    .ifPresent(
                        at -> page.sample(WINDOW, it.labels(), (double) at.getEpochSecond())));
    page.family(STALLED, "gauge", "Objects that wait for a person, by reason.");
    stalled.values().forEach(labels -> page.sample(STALLED, labels, 1));
  }

  private void environments(
      Exposition page,
      String name,
      String help,
      Function<EnvironmentFigures, @Nullable Double> value) {
    page.family(name, "gauge", help);
    for (var figures : environments.values()) {
      var number = value.apply(figures);
      if (number != null) {
        page.sample(name, figures.labels(), number);
      }
    }
  }

  private static @Nullable Double upOrDown(@Nullable Boolean isUp) {
    return isUp == null ? null : isUp ? Double.valueOf(1) : Double.valueOf(0);
  }

  private static Map<String, String> stop(HasMetadata object, Glance glance) {
    return new TreeMap<>(
        Map.of(
            "kind", object.getKind(),
            "namespace", object.getMetadata().getNamespace(),
            "name", object.getMetadata().getName(),
            "reason", glance.condition("Stalled").map(Condition::reason).orElse("")));
  }

  private static String key(HasMetadata object, String name) {
    return object.getKind() + name(object, name);
  }

  private static String name(HasMetadata object, String name) {
    return " " + object.getMetadata().getNamespace() + "/" + name;
  }

  private static double seconds(Instant since, Instant now) {
    return Duration.between(since, now).toMillis() / 1000.0;
  }

  private static @Nullable Double timestamp(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli() / 1000.0;
  }
}
