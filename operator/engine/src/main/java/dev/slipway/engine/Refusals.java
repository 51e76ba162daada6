package dev.slipway.engine;

import dev.slipway.engine.finding.Finding;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What findings that refuse come to: the one place where their kinds become a code. */
public final class Refusals {
  private static final Set<String> ABOUT_RULES =
      Set.of(
          "exports-denied",
          "group-torn",
          "key-exhausted",
          "key-taken",
          "match-not-unique",
          "no-such-column",
          "no-such-table",
          "reference-missing",
          "rows-never-travel",
          "rules-differ",
          "several-rules",
          "unique-clash",
          "unfit-condition");
  private static final Set<String> ABOUT_CONTENT = Set.of("literal-secret", "too-many-variables");
  private static final Set<String> ABOUT_VERSIONS =
      Set.of("core-version", "plugin-missing", "plugin-version", "setting-differs");

  /** What was done to the target after the change that is to be taken back. */
  private static final Set<String> SINCE =
      Set.of("changed-since", "column-holds-values", "later-change");

  private Refusals() {}

  /** Fails where anything stands in the way, with all of it. */
  public static void requireNone(Collection<Finding> findings) {
    var refusals = findings.stream().filter(it -> it.severity().refuses()).toList();
    if (!refusals.isEmpty()) {
      throw of(refusals);
    }
  }

  /**
   * @param refusals at least one; where they differ in kind, who wrote the rules has to act first
   */
  public static EngineException of(List<Finding> refusals) {
    var code =
        refusals.stream()
            .map(it -> codeOf(it.kind()))
            .min(FailureCode::compareTo)
            .orElse(FailureCode.STRUCTURE_UNSUPPORTED);
    return EngineException.refused(code, refusals);
  }

  static FailureCode codeOf(String kind) {
    if (kind.startsWith("rule-") || ABOUT_RULES.contains(kind)) {
      return FailureCode.RULES_ILLEGAL;
    }
    if (ABOUT_VERSIONS.contains(kind)) {
      return FailureCode.VERSIONS_DIFFER;
    }
    if (kind.startsWith("merge-")) {
      return FailureCode.MERGE_CONFLICT;
    }
    if (kind.equals("reference-left")) {
      return FailureCode.OTHER_TABLES_TOUCHED;
    }
    if (SINCE.contains(kind)) {
      return FailureCode.CHANGED_SINCE;
    }
    if (kind.equals("no-way-back")) {
      return FailureCode.IDENTITY_MISSING;
    }
    return ABOUT_CONTENT.contains(kind)
        ? FailureCode.CONTENT_REFUSED
        : FailureCode.STRUCTURE_UNSUPPORTED;
  }
}
