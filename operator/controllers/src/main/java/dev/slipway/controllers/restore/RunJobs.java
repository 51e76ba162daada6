package dev.slipway.controllers.restore;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.check.Check;
import dev.slipway.api.status.StepStatus;
import dev.slipway.controllers.check.JobChecks;
import dev.slipway.controllers.step.StepResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Jobs of the app's own have to succeed against what was restored. */
final class RunJobs implements RestoreStep {
  static final String STEP = "RunJobs";

  @Override
  public StepResult evaluate(RestoreView seen) {
    return checks(seen).after(wanted(seen));
  }

  /** What people have to mend before the app is closed; empty where they have to do nothing. */
  static Optional<String> hindrance(RestoreView seen) {
    return checks(seen).hindrance(wanted(seen));
  }

  /** What ends a Job that is still at it; empty where none is. */
  static Optional<StepResult> ending(RestoreView seen) {
    return checks(seen).ending();
  }

  static boolean areWanted(RestoreView seen) {
    return wanted(seen).stream().anyMatch(it -> it.job() != null);
  }

  private static JobChecks checks(RestoreView seen) {
    return new JobChecks(seen.run(), seen.jobs(), begin(seen));
  }

  private static Instant begin(RestoreView seen) {
    return seen.journal().entry(STEP).map(StepStatus::startedAt).orElse(seen.now());
  }

  private static List<Check> wanted(RestoreView seen) {
    return requireNonNullElse(seen.spec().validation(), List.<Check>of());
  }
}
