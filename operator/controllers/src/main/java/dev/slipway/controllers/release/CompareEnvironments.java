package dev.slipway.controllers.release;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.AppEnvironmentStatus;
import dev.slipway.api.environment.Facts;
import dev.slipway.api.environment.PluginFacts;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Stall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was proven elsewhere says something of the target only where both are alike, as far as
 * workers have seen. The file itself is compared with the target by its preview.
 */
final class CompareEnvironments implements ReleaseStep {
  static final String STEP = "CompareEnvironments";

  private static final Facts NOTHING = new Facts(null, null, null, null, null, null, null);
  private static final Duration RECHECK = Duration.ofSeconds(30);

  @Override
  public StepResult evaluate(ReleaseView seen) {
    var others = others(seen);
    if (others.isEmpty()) {
      return new NotNeeded("there is no environment to compare with");
    }
    var notes = new ArrayList<String>();
    for (var other : others) {
      var pair = new Pair(other, facts(other), facts(seen.target()));
      var refused = pair.refused();
      if (refused.isPresent()) {
        return refused.get();
      }
      notes.addAll(pair.notes());
    }
    return new Done(notes.isEmpty() ? "the environments are alike" : String.join("; ", notes));
  }

  private static List<AppEnvironment> others(ReleaseView seen) {
    return Stream.concat(seen.upstream().stream(), seen.source().environments().stream())
        .filter(it -> !facts(it).equals(NOTHING))
        .toList();
  }

  private static Facts facts(AppEnvironment environment) {
    return Optional.ofNullable(environment.getStatus())
        .map(AppEnvironmentStatus::facts)
        .orElse(NOTHING);
  }

  private record Pair(AppEnvironment other, Facts theirs, Facts ours) {
    Optional<StepResult> refused() {
      return settings().or(this::version);
    }

    /** Which plugins differ, and whether that matters, the preview says of the file itself. */
    List<String> notes() {
      var notes = new ArrayList<String>();
      if (differ(major(theirs), major(ours))) {
        notes.add(
            "the database server is "
                + ours.serverVersion()
                + ", and "
                + theirs.serverVersion()
                + " in "
                + name());
      }
      if (differ(digest(theirs), digest(ours))) {
        notes.add("the plugins are not those of " + name());
      }
      notes.addAll(rights());
      return notes;
    }

    /** What may be done there and not here shows nothing of here. The preview tries it here. */
    private List<String> rights() {
      var there = rights(theirs);
      var here = rights(ours);
      if (there.isEmpty() || here.isEmpty()) {
        return List.of();
      }
      var notes = new ArrayList<String>();
      without(there, here).ifPresent(it -> notes.add("the role lacks " + it + " of " + name()));
      without(here, there)
          .ifPresent(it -> notes.add("the role has " + it + " and not in " + name()));
      return notes;
    }

    private static Optional<String> without(List<String> some, List<String> others) {
      var rest = some.stream().filter(it -> !others.contains(it)).toList();
      return rest.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", rest));
    }

    private static List<String> rights(Facts facts) {
      var database = facts.database();
      var rights = database == null ? null : database.rights();
      return rights == null ? List.of() : rights;
    }

    /** Values of settings are no secrets, and yet only the names are told. */
    private Optional<StepResult> settings() {
      var different = new TreeMap<>(settings(theirs));
      different.keySet().retainAll(settings(ours).keySet());
      different.entrySet().removeIf(it -> it.getValue().equals(settings(ours).get(it.getKey())));
      return different.isEmpty()
          ? Optional.empty()
          : stall(
              "SettingsDiffer",
              String.join(", ", different.keySet())
                  + " of the target is not as in "
                  + name()
                  + ": bring these variables to one value; nothing that is released there can be"
                  + " released here until then");
    }

    private static Map<String, String> settings(Facts facts) {
      return facts.settings() == null ? Map.of() : facts.settings();
    }

    private Optional<StepResult> version() {
      return differ(theirs.coreVersion(), ours.coreVersion())
          ? stall(
              "VersionsDiffer",
              "the app is of version "
                  + ours.coreVersion()
                  + " in the target, and of "
                  + theirs.coreVersion()
                  + " in "
                  + name()
                  + ": bring both to one version")
          : Optional.empty();
    }

    private static @Nullable String digest(Facts facts) {
      PluginFacts plugins = facts.plugins();
      return plugins == null ? null : plugins.digest();
    }

    private static @Nullable String major(Facts facts) {
      var version = facts.serverVersion();
      return version == null ? null : version.split("[. ]", 2)[0];
    }

    /** What is not known differs from nothing. */
    private static boolean differ(@Nullable String one, @Nullable String other) {
      return one != null && other != null && !Objects.equals(one, other);
    }

    private String name() {
      return "AppEnvironment "
          + other.getMetadata().getNamespace()
          + "/"
          + other.getMetadata().getName();
    }

    private static Optional<StepResult> stall(String reason, String message) {
      return Optional.of(new Stall(reason, message, RECHECK));
    }
  }
}
