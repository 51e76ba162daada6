package dev.slipway.controllers.release;

import static dev.slipway.api.plan.PlanPhase.ABORTED;
import static dev.slipway.api.plan.PlanPhase.FAILED;
import static dev.slipway.api.plan.PlanPhase.ROLLED_BACK;
import static dev.slipway.api.plan.PlanPhase.SUCCEEDED;

import dev.slipway.api.plan.PlanPhase;
import dev.slipway.controllers.step.Journal;

/** How a release ends, once the app is open. */
final class Ending {
  private Ending() {}

  static PlanPhase of(ReleaseView seen) {
    var journal = seen.journal();
    if (journal.isDone(Undo.STEP) || journal.isDone(RestoreBackup.STEP)) {
      return ROLLED_BACK;
    }
    if (journal.isDone(Validate.STEP) && nothingIsLeft(journal)) {
      return SUCCEEDED;
    }
    return seen.isAborted() && !journal.isDone(Apply.STEP) ? ABORTED : FAILED;
  }

  /** A step that an earlier operator did not know may be missing; one that failed may not. */
  private static boolean nothingIsLeft(Journal journal) {
    return Route.FORWARD.steps().stream()
        .map(PhasedStep::name)
        .allMatch(it -> journal.entry(it).isEmpty() || journal.isSettled(it));
  }
}
