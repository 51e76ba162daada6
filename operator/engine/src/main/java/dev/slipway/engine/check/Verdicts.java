package dev.slipway.engine.check;

import static java.util.stream.Collectors.joining;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.util.List;

/** What came of all checks. */
public record Verdicts(List<Verdict> all) {
  public Verdicts {
    all = List.copyOf(all);
  }

  /** The names of the checks, where each was passed; else fails, naming every one that was not. */
  public List<String> requirePassed() {
    var troubles = all.stream().map(Verdicts::trouble).filter(it -> !it.isEmpty()).toList();
    if (!troubles.isEmpty()) {
      throw new EngineException(code(), troubles.stream().collect(joining("; ")));
    }
    return all.stream().map(Verdict::check).toList();
  }

  private FailureCode code() {
    return all.stream().anyMatch(Verdict.Failed.class::isInstance)
        ? FailureCode.VALIDATION_FAILED
        : FailureCode.VALIDATION_INCONCLUSIVE;
  }

  private static String trouble(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Passed _ -> "";
      case Verdict.Failed(var check, var why) -> "check " + check + " failed: " + why;
      case Verdict.Inconclusive(var check, var why) ->
          "check " + check + " could not be made: " + why;
    };
  }
}
