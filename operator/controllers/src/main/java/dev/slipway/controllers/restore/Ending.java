package dev.slipway.controllers.restore;

import static dev.slipway.api.restore.RestorePhase.COMPLETE;
import static dev.slipway.api.restore.RestorePhase.FAILED;

import dev.slipway.api.restore.RestorePhase;
import dev.slipway.controllers.step.Journal;

/** How a restore ends, once the app is open. */
final class Ending {
  private Ending() {}

  /** Only what was restored and found well is complete. */
  static RestorePhase of(Journal journal) {
    return journal.isDone(RestoreData.STEP) && journal.isDone(CheckHealth.STEP) ? COMPLETE : FAILED;
  }
}
