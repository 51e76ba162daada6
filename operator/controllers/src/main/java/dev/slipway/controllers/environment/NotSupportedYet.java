package dev.slipway.controllers.environment;

import dev.slipway.api.backup.Verification;
import dev.slipway.api.environment.AppEnvironmentSpec;
import dev.slipway.api.environment.DriftPolicy;
import dev.slipway.api.environment.Fence;
import dev.slipway.api.environment.SignOffPolicy;
import dev.slipway.api.environment.Upstream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a spec asks for and this version cannot do yet, by who would rely on it. Each entry names
 * the field, as its author wrote it.
 *
 * @param stopsReleases without it a release would promise more than it keeps
 * @param stopsNothing it is just not done
 */
public record NotSupportedYet(List<String> stopsReleases, List<String> stopsNothing) {
  public static final String REASON = "NotSupportedYet";

  public static NotSupportedYet in(AppEnvironmentSpec spec) {
    return new NotSupportedYet(releases(spec), conveniences(spec));
  }

  /** Why no release may be made; empty where one may. */
  public Optional<String> whyNoRelease() {
    return inWords("no release can be made here", stopsReleases);
  }

  /** All of it; empty where the whole spec is honoured. */
  Optional<String> inWords() {
    var sentences = new ArrayList<String>();
    whyNoRelease().ifPresent(sentences::add);
    inWords("the rest goes on", stopsNothing).ifPresent(sentences::add);
    return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(". ", sentences));
  }

  private static Optional<String> inWords(String consequence, List<String> fields) {
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "this version of Slipway does not support "
                + String.join(", ", fields)
                + " yet: "
                + consequence
                + " until it is taken out of the spec, or the operator is upgraded");
  }

  private static List<String> releases(AppEnvironmentSpec spec) {
    var fields = new ArrayList<String>();
    add(fields, spec.preset() != null, "preset");
    add(fields, spec.presetExtension() != null, "presetExtension");
    add(
        fields,
        spec.database().releaseCredentialsSecret() != null,
        "database.releaseCredentialsSecret");
    add(fields, spec.quiesce().fence() == Fence.ROLE, "quiesce.fence: Role");
    add(fields, spec.signOff() == SignOffPolicy.REQUIRED, "signOff: Required");
    add(fields, spec.driftPolicy() == DriftPolicy.BLOCK, "driftPolicy: Block");
    add(
        fields,
        spec.maintenance() != null && spec.maintenance().front() != null,
        "maintenance.front");
    var upstreams = spec.promotesFrom() == null ? List.<Upstream>of() : spec.promotesFrom();
    add(fields, upstreams.stream().anyMatch(it -> it.evidence() != null), "promotesFrom.evidence");
    add(fields, upstreams.stream().anyMatch(it -> it.soak() != null), "promotesFrom.soak");
    return fields;
  }

  private static List<String> conveniences(AppEnvironmentSpec spec) {
    var fields = new ArrayList<String>();
    var backups = spec.backups();
    add(fields, backups.schedule() != null, "backups.schedule");
    add(fields, backups.retention() != null, "backups.retention");
    add(fields, backups.verify() == Verification.SCRATCH, "backups.verify: Scratch");
    return fields;
  }

  private static void add(List<String> fields, boolean isSet, String field) {
    if (isSet) {
      fields.add(field);
    }
  }
}
