package dev.slipway.controllers.restore;

import static dev.slipway.api.restore.RestorePhase.COMPLETE;
import static dev.slipway.api.restore.RestorePhase.FAILED;

import dev.slipway.api.restore.RestorePhase;
import dev.slipway.controllers.check.JobChecks;

/** How a restore ends, once the app is open. */
final class Ending {
  private Ending() {}

  /** Only what was restored and found well is complete. */
  static RestorePhase of(RestoreView seen) {
    var journal = seen.journal();
    return journal.isDone(RestoreData.STEP)
            && journal.isDone(CheckHealth.STEP)
            && (journal.isDone(JobChecks.STEP) || !RunJobs.checks(seen).areWanted())
        ? COMPLETE
        : FAILED;
  }
}
