package dev.slipway.engine.merge;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.file.Origin;
import dev.slipway.engine.preset.AppFacts;
import dev.slipway.engine.preset.AppFacts.Plugin;
import dev.slipway.engine.preset.Preset;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the joined file says of the app: sources of different versions are not joined. */
record OriginMerge(Inputs inputs, Preset preset) {

  Origin merge() {
    var first = origin(inputs.sources().getFirst());
    if (!Objects.equals(first.preset(), preset.equals(Preset.NONE) ? null : preset.name())) {
      throw new EngineException(
          FailureCode.ORDER_INVALID,
          "the sources were built with the preset %s: name it, with what extends it"
              .formatted(first.preset()));
    }
    for (var source : inputs.sources()) {
      requireSame("preset", first.preset(), origin(source).preset());
      requireSame("settings", first.settings(), origin(source).settings());
      requireSame("version of the app", first.app().version(), origin(source).app().version());
    }
    return new Origin(
        first.preset(),
        first.settings(),
        new AppFacts(first.app().version(), plugins(), first.app().initialised()));
  }

  private @Nullable SortedMap<String, Plugin> plugins() {
    var known = inputs.sources().stream().map(it -> origin(it).app().plugins()).toList();
    if (known.contains(null)) {
      return null;
    }
    var names = new TreeSet<String>();
    inputs.sources().forEach(it -> names.addAll(pluginsOf(it).keySet()));
    var merged = new TreeMap<String, Plugin>();
    for (var name : names) {
      var agreement =
          Agreement.of(
              plugin(inputs.base(), name),
              inputs.sources().stream().map(it -> plugin(it, name)).toList());
      if (agreement.isContested()) {
        throw differ("plugin " + name);
      }
      agreement.value().ifPresent(it -> merged.put(name, it));
    }
    return merged;
  }

  private static Optional<Plugin> plugin(Input input, String name) {
    return Optional.ofNullable(pluginsOf(input).get(name));
  }

  private static Map<String, Plugin> pluginsOf(Input input) {
    var plugins = origin(input).app().plugins();
    return plugins == null ? Map.of() : plugins;
  }

  private static void requireSame(String what, @Nullable Object one, @Nullable Object other) {
    if (!String.valueOf(one).equals(String.valueOf(other))) {
      throw differ(what);
    }
  }

  private static EngineException differ(String what) {
    return new EngineException(
        FailureCode.VERSIONS_DIFFER,
        "the sources do not have the same %s: bring them to one state and build them again"
            .formatted(what));
  }

  private static Origin origin(Input input) {
    return input.file().manifest().origin();
  }
}
