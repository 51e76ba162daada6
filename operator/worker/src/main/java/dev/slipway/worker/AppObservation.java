package dev.slipway.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.drift.Configuration;
import dev.slipway.engine.drift.Drift;
import dev.slipway.engine.drift.DriftWatch;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.observe.DatabaseSeen;
import dev.slipway.engine.order.AppKnowledge;
import dev.slipway.engine.order.DriftCheck;
import dev.slipway.engine.order.Observation;
import dev.slipway.engine.order.Observation.AppSeen;
import dev.slipway.engine.order.Observation.DriftSeen;
import dev.slipway.engine.order.ObserveOrder;
import dev.slipway.engine.preset.AppFacts;
import dev.slipway.engine.preset.Presets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What there is to see of an app, as far as its preset knows it. */
record AppObservation(ObserveOrder order, Sessions sessions) {
  private static final int NAMED_TABLES = 64;

  Observation beside(DatabaseSeen database) {
    var configuration = configuration();
    return new Observation(
        database.serverVersion(),
        database.systemIdentifier(),
        database.databaseOid(),
        database.databaseBytes(),
        database.tables(),
        database.rights(),
        configuration.map(it -> seen(it.app())).orElse(null),
        settings(),
        configuration
            .filter(it -> !it.tables().isEmpty())
            .map(it -> it.digest().toString())
            .orElse(null),
        configuration.flatMap(this::drift).orElse(null));
  }

  private Optional<Configuration> configuration() {
    return Optional.ofNullable(order.app())
        .filter(it -> it.preset() != null || it.extensionFolder() != null)
        .map(KnownApp::new)
        .map(
            it ->
                Configuration.read(sessions, order.database().schema(), it.preset(), it.naming()));
  }

  private Optional<DriftSeen> drift(Configuration configuration) {
    if (order.drift() == DriftCheck.NONE || configuration.tables().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new DriftWatch(sessions, order.step().environment())
            .compare(configuration)
            .map(AppObservation::seen)
            .orElse(DriftSeen.NO_BASELINE));
  }

  private static DriftSeen seen(Drift drift) {
    return new DriftSeen(
        drift.baselineAt(),
        drift.isOutdated(),
        drift.tables().size(),
        drift.tables().stream().limit(NAMED_TABLES).toList(),
        drift.since());
  }

  private static AppSeen seen(AppFacts facts) {
    var plugins = facts.plugins();
    return plugins == null
        ? new AppSeen(facts.version(), null, null)
        : new AppSeen(facts.version(), plugins.size(), digest(plugins));
  }

  private static String digest(SortedMap<String, AppFacts.Plugin> plugins) {
    var lines =
        plugins.entrySet().stream()
            .map(it -> it.getKey() + " " + it.getValue().version() + "\n")
            .collect(joining());
    return Digest.of(lines.getBytes(UTF_8)).toString();
  }

  /**
   * An extension of the preset names none: whoever writes one may perhaps not read the Secret that
   * the value comes from.
   */
  private @Nullable SortedMap<String, String> settings() {
    var app = order.app();
    var known =
        app == null || app.preset() == null
            ? List.<String>of()
            : Presets.named(requirePreset(app)).settings();
    return known.isEmpty() ? null : new Variables(order.variables()).values(known);
  }

  private static String requirePreset(AppKnowledge app) {
    return String.valueOf(app.preset());
  }
}
