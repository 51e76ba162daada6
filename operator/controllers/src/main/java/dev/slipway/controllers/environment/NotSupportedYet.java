package dev.slipway.controllers.environment;

import dev.slipway.api.environment.AppEnvironmentSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a spec asks for and this version cannot do yet. Each entry names the field, as its author
 * wrote it.
 *
 * @param stopsReleases without it a release would promise more than it keeps
 */
public record NotSupportedYet(List<String> stopsReleases) {
  public static final String REASON = "NotSupportedYet";

  public static NotSupportedYet in(AppEnvironmentSpec spec) {
    return new NotSupportedYet(releases(spec));
  }

  /** Why no release may be made; empty where the whole spec is honoured. */
  public Optional<String> whyNoRelease() {
    return stopsReleases.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "this version of Slipway does not support "
                + String.join(", ", stopsReleases)
                + " yet: no release can be made here until it is taken out of the spec, or the"
                + " operator is upgraded");
  }

  private static List<String> releases(AppEnvironmentSpec spec) {
    var fields = new ArrayList<String>();
    add(
        fields,
        spec.maintenance() != null && spec.maintenance().front() != null,
        "maintenance.front");
    return fields;
  }

  private static void add(List<String> fields, boolean isSet, String field) {
    if (isSet) {
      fields.add(field);
    }
  }
}
