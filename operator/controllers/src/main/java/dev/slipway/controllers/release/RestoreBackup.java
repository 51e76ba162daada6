package dev.slipway.controllers.release;

import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.RestoreOrder;
import dev.slipway.engine.order.WorkOrder;
import java.time.Duration;
import java.util.List;

/**
 * The database becomes what it was. The app's files stay as they are: a release does not touch
 * them, and users were out.
 */
final class RestoreBackup implements ReleaseStep {
  static final String STEP = "RestoreBackup";

  private static final Duration DEADLINE = Duration.ofHours(24);
  private static final String WRITTEN = FailureCode.CHANGED_SINCE.reason();

  @Override
  public StepResult evaluate(ReleaseView seen) {
    if (seen.journal().isDone(Undo.STEP)) {
      return new NotNeeded("what the release changed is taken back");
    }
    if (!WayBack.hasBackup(seen)) {
      return new Fail(
          "BackupMissing",
          "the release has kept neither a backup nor an undo file: answer with resolve Reopen");
    }
    var location = BackUp.location(seen);
    if (location == null) {
      return new Fail(
          "BackupMissing",
          "Backup "
              + BackUp.name(seen)
              + " is gone: bring the database back by hand, and answer with resolve Reopen");
    }
    var result =
        ReleaseWorker.ofTarget(seen, STEP)
            .carryOut(
                Persistence.UNDAUNTED,
                DEADLINE,
                (step, access) -> {
                  var order =
                      new RestoreOrder(
                          WorkOrder.FORMAT_VERSION,
                          step,
                          access.database(),
                          access.readableBackups(),
                          location,
                          List.of(),
                          null,
                          access.acceptedSessions());
                  return mayLose(seen) ? order : order.ifUntouched();
                });
    return result instanceof Fail(var reason, var message) && reason.equals(WRITTEN)
        ? new Fail("Held", message)
        : result;
  }

  /** Or nobody could be asked: a worker of another version does not know the question. */
  private static boolean mayLose(ReleaseView seen) {
    return seen.isToldToRollBack() || !seen.hasWorkersOfThisVersion();
  }
}
