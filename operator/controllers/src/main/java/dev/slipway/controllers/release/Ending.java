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
    if (isGood(seen)) {
      return SUCCEEDED;
    }
    return seen.isAborted() && !journal.isDone(Apply.STEP) ? ABORTED : FAILED;
  }

  /**
   * Nothing of the way there was left half done; one that was aborted came to the end of it before.
   */
  private static boolean isGood(ReleaseView seen) {
    var journal = seen.journal();
    var nothingIsOpen =
        Route.FORWARD.steps(seen.spec()).stream()
            .map(PhasedStep::name)
            .allMatch(step -> journal.isSettled(step) || !journal.hasBegun(step));
    return journal.isDone(Validate.STEP)
        && nothingIsOpen
        && (!seen.isAborted() || Route.FORWARD.next(journal, seen.spec()).isEmpty());
  }
}
