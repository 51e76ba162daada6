package dev.slipway.controllers.backup;

import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.engine.ExitCode;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.WorkReport;
import java.util.Set;

/**
 * Tells what is wrong with a backup from what only stands in the way of finding out: the one is the
 * end of it, the other is waited for.
 */
record Proof(BackupView seen, String step) {
  private static final Set<FailureCode> ANSWERS =
      Set.of(
          FailureCode.VALIDATION_FAILED,
          FailureCode.VALIDATION_INCONCLUSIVE,
          FailureCode.FORMAT_UNKNOWN,
          FailureCode.ROW_TOO_LARGE);

  StepResult decided(StepResult result) {
    return seen.attempts()
        .last(step)
        .filter(attempt -> attempt.state() instanceof Reported)
        .map(attempt -> ((Reported) attempt.state()).report())
        .filter(Proof::isAnswer)
        .<StepResult>map(report -> new Fail(String.valueOf(report.reason()), report.message()))
        .orElse(result);
  }

  private static boolean isAnswer(WorkReport report) {
    return FailureCode.ofReason(report.reason())
        .filter(code -> code.exitCode() == ExitCode.INTEGRITY || ANSWERS.contains(code))
        .isPresent();
  }
}
