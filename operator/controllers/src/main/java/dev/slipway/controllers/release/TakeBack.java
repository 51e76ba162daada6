package dev.slipway.controllers.release;

import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.engine.order.UndoOrder;
import dev.slipway.engine.order.WorkOrder;
import java.time.Duration;

/**
 * A person has a release taken back that users have worked with since. What they wrote stays; where
 * that cannot be, nothing is changed, and they are told what would lose it.
 */
final class TakeBack implements ReleaseStep {
  private static final Duration DEADLINE = Duration.ofHours(6);

  /** The ledger knows it by this name, as it does the other undo. */
  @Override
  public String name() {
    return Undo.STEP;
  }

  @Override
  public StepResult evaluate(ReleaseView seen) {
    var undone = Runs.undone(seen.plan());
    var result =
        ReleaseWorker.ofTarget(seen, Undo.STEP)
            .carryOut(
                Persistence.UNDAUNTED,
                DEADLINE,
                (step, access) ->
                    new UndoOrder(
                        WorkOrder.FORMAT_VERSION,
                        step,
                        access.database(),
                        access.readableBackups(),
                        undone.value(),
                        null,
                        seen.accepted()));
    return result instanceof Fail(var reason, var message)
        ? new Fail(reason, message + otherwise(seen))
        : result;
  }

  private static String otherwise(ReleaseView seen) {
    return ". Nothing was changed, and the release stands. To go back with the loss of all that was"
        + " written since: a Restore in place of Backup "
        + BackUp.nameOf(seen, Runs.undone(seen.plan()))
        + ", whose acceptDataLossSince is that backup's time";
  }
}
