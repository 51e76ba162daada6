package dev.slipway.controllers.release;

import dev.slipway.api.status.StepStatus;
import dev.slipway.controllers.step.Durations;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Wait;
import java.time.Duration;
import java.time.Instant;

/** The app is watched for a while before users are let in again. */
final class Soak implements ReleaseStep {
  static final String STEP = "Soak";

  @Override
  public StepResult evaluate(ReleaseView seen) {
    var soak = seen.spec().soak();
    if (soak == null) {
      return new NotNeeded("the plan has no soak");
    }
    var end = begin(seen).plus(Durations.parse(soak));
    return seen.now().isBefore(end)
        ? new Wait(
            "the app to stay well for %s, until %s".formatted(soak, end),
            Duration.between(seen.now(), end))
        : new Done("the app was left to itself for " + soak);
  }

  private static Instant begin(ReleaseView seen) {
    return seen.journal().entry(STEP).map(StepStatus::startedAt).orElse(seen.now());
  }
}
