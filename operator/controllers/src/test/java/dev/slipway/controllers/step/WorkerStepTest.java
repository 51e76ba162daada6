package dev.slipway.controllers.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.JobAttempt;
import dev.slipway.controllers.work.JobState.Running;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often a worker is looked at while it works. */
class WorkerStepTest {
  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "PT0S, PT0.3S", // most are done within seconds, behind a maintenance page
    "PT4S, PT0.3S",
    "PT20S, PT1S",
    "PT1H, PT5S", // a backup of hours
    "PT-3S, PT0.3S" // the API server's clock is ahead
  })
  void theLongerItTakesTheLessOften(Duration worked, Duration pause) {
    var running = new JobAttempt("Apply", 1, 1, NOW.minus(worked), new Running("the worker"));

    var result = step().after(Optional.of(running));

    assertThat(result).isEqualTo(new Wait("the worker", pause));
  }

  private static WorkerStep step() {
    return new WorkerStep(
        Persistence.PATIENT,
        1,
        1,
        NOW,
        _ -> {
          throw new AssertionError("nobody is asked for another");
        });
  }
}
