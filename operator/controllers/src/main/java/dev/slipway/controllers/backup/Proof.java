package dev.slipway.controllers.backup;

import dev.slipway.api.environment.Scratch;
import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.engine.ExitCode;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.CheckOrder;
import dev.slipway.engine.order.ProofKind;
import dev.slipway.engine.order.Verified;
import dev.slipway.engine.order.VerifyOrder;
import dev.slipway.engine.order.WorkOrder;
import dev.slipway.engine.order.WorkReport;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  /**
   * Has a worker read what is stored.
   *
   * @param scratch where it is restored besides; absent where reading it will do
   */
  StepResult of(String location, @Nullable Scratch scratch) {
    return decided(
        new BackupWorker(seen, step)
            .carryOut(
                Persistence.PATIENT,
                Verified.class,
                (run, access) ->
                    new VerifyOrder(
                        WorkOrder.FORMAT_VERSION,
                        run,
                        access.readableBackups(),
                        location,
                        scratch == null ? ProofKind.CHECKSUM : ProofKind.SCRATCH,
                        scratch == null ? null : access.scratch(scratch),
                        scratch == null ? List.of() : probes(scratch))));
  }

  private static List<CheckOrder.SqlProbe> probes(Scratch scratch) {
    return scratch.assertions().stream()
        .map(it -> new CheckOrder.SqlProbe(it.name(), it.query(), it.expect()))
        .toList();
  }

  private StepResult decided(StepResult result) {
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
