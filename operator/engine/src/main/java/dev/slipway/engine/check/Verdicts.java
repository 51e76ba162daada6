package dev.slipway.engine.check;

import static java.util.stream.Collectors.joining;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.check.Verdict.Failed;
import dev.slipway.engine.check.Verdict.Inconclusive;
import dev.slipway.engine.check.Verdict.Passed;
import java.util.List;
import java.util.stream.Stream;

/** What came of all checks. */
public record Verdicts(List<Verdict> all) {
  public Verdicts {
    all = List.copyOf(all);
  }

  /** The names of the checks, where each was passed; else fails, naming every one that was not. */
  public List<String> requirePassed() {
    if (!names(Failed.class).isEmpty()) {
      throw new EngineException(FailureCode.VALIDATION_FAILED, inWords());
    }
    if (!names(Inconclusive.class).isEmpty()) {
      throw new EngineException(FailureCode.VALIDATION_INCONCLUSIVE, inWords());
    }
    return all.stream().map(Verdict::check).toList();
  }

  /** The names first, so that they survive where there is no room for the reasons. */
  private String inWords() {
    return Stream.concat(
            Stream.of(
                introduced("failed: ", names(Failed.class)),
                introduced("could not be made: ", names(Inconclusive.class))),
            all.stream().map(Verdicts::reason))
        .filter(words -> !words.isEmpty())
        .collect(joining("; "));
  }

  private String names(Class<? extends Verdict> kind) {
    return all.stream().filter(kind::isInstance).map(Verdict::check).collect(joining(", "));
  }

  private static String introduced(String introduction, String names) {
    return names.isEmpty() ? "" : introduction + names;
  }

  private static String reason(Verdict verdict) {
    return switch (verdict) {
      case Passed _ -> "";
      case Failed(var check, var why) -> check + ": " + why;
      case Inconclusive(var check, var why) -> check + ": " + why;
    };
  }
}
