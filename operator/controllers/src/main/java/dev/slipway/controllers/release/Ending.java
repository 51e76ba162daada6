package dev.slipway.controllers.release;

import static dev.slipway.api.plan.PlanPhase.ABORTED;
import static dev.slipway.api.plan.PlanPhase.FAILED;
import static dev.slipway.api.plan.PlanPhase.ROLLED_BACK;
import static dev.slipway.api.plan.PlanPhase.SUCCEEDED;

import dev.slipway.api.plan.PlanPhase;

/** How a release ends, once the app is open. */
final class Ending {
  private Ending() {}

  static PlanPhase of(ReleaseView seen) {
    var journal = seen.journal();
    if (journal.isDone(Undo.STEP) || journal.isDone(RestoreBackup.STEP)) {
      return ROLLED_BACK;
    }
    if (journal.isDone(Validate.STEP)) {
      return SUCCEEDED;
    }
    return seen.isAborted() && !journal.isDone(Apply.STEP) ? ABORTED : FAILED;
  }
}
