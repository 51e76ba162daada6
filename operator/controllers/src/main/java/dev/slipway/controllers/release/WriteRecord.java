package dev.slipway.controllers.release;

import dev.slipway.controllers.step.Journal;
import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.engine.order.RecordOrder;
import dev.slipway.engine.order.WorkOrder;
import java.time.Duration;

/**
 * What became of the release is kept in the releases store, with the mark that its file has earned.
 * It comes after the end, when the app is open: nothing waits for it but the plan's object, and
 * that not for long.
 */
final class WriteRecord implements ReleaseStep {
  static final String STEP = "WriteRecord";

  private static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Duration PATIENCE_OF_WHAT_GOES = Duration.ofMinutes(1);

  /** Whether a run has ended, and its record is still awaited. */
  static boolean isDue(Journal journal) {
    return journal.hasBegun(STEP) && !journal.isSettled(STEP);
  }

  @Override
  public StepResult evaluate(ReleaseView seen) {
    if (seen.app() == null) {
      return missing("the operator cannot see AppEnvironment " + seen.spec().target());
    }
    var result = written(seen);
    if (result instanceof Fail(_, var message)) {
      return missing(message);
    }
    var patience = seen.isDeleted() ? PATIENCE_OF_WHAT_GOES : PATIENCE;
    return !(result instanceof Done) && seen.sinceBeginOf(STEP).compareTo(patience) > 0
        ? missing(result.inWords())
        : result;
  }

  /** By this operator's own version, whatever the run began with: it is the record's author. */
  private static StepResult written(ReleaseView seen) {
    var record = new RecordOf(seen);
    return ReleaseWorker.ofTarget(seen, STEP)
        .withImage(seen.operatorImage())
        .carryOut(
            Persistence.PATIENT,
            DEADLINE,
            (step, access) ->
                new RecordOrder(
                    WorkOrder.FORMAT_VERSION,
                    step,
                    hasWritten(seen.journal()) ? access.database() : null,
                    access.releases(),
                    record.record(step),
                    record.mark(step),
                    record.withdrawn()));
  }

  private static boolean hasWritten(Journal journal) {
    return journal.hasBegun(Apply.STEP) || journal.hasBegun(Undo.STEP);
  }

  @Override
  public StepResult refused(String why) {
    return missing(why);
  }

  private static NotNeeded missing(String why) {
    return new NotNeeded("the release record is missing: " + why);
  }
}
