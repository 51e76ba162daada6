package dev.slipway.controllers.restore;

import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.work.JobState;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.engine.ExitCode;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.WorkReport;
import java.time.Duration;
import java.util.Set;

/** The point of no return: database and files become what the backup has. */
final class RestoreData implements RestoreStep {
  static final String STEP = "RestoreData";

  private static final Duration DEADLINE = Duration.ofHours(24);
  private static final Set<ExitCode> NO_DECISION =
      Set.of(ExitCode.ENVIRONMENT, ExitCode.BUG, ExitCode.INTERRUPTED);

  @Override
  public StepResult evaluate(RestoreView seen) {
    var claims = RestoredClaims.of(seen);
    return new RestoreWorker(seen, STEP, claims)
        .carryOut(Persistence.UNDAUNTED, DEADLINE, new BringBack(seen, claims)::order);
  }

  /**
   * Whether a failure leaves no doubt that nothing was restored: no worker was there, or the only
   * one says so. A worker that was lost may have committed, and then what the next one says is
   * about itself alone.
   */
  static boolean didNothing(RestoreView seen) {
    if (!RestoreWorker.wasStarted(STEP, seen)) {
      return true;
    }
    var attempts = seen.attempts().at(STEP);
    return attempts.size() == 1
        && attempts.getFirst().number() == 1
        && isRefusal(attempts.getFirst().state());
  }

  private static boolean isRefusal(JobState end) {
    return end instanceof Reported(WorkReport report, _)
        && FailureCode.ofReason(report.reason())
            .filter(code -> !NO_DECISION.contains(code.exitCode()))
            .isPresent();
  }
}
