package dev.slipway.controllers.release;

import dev.slipway.controllers.quiesce.Doors;
import dev.slipway.engine.order.Applied;

/** Whether what was applied can be taken back, and whether that may happen without being asked. */
final class WayBack {
  private WayBack() {}

  static boolean hasBackup(ReleaseView seen) {
    return seen.journal().isDone(BackUp.STEP);
  }

  /** Where the worker's word is gone, its ledger has still to be asked. */
  static boolean isThere(ReleaseView seen) {
    return hasBackup(seen)
        || seen.attempts()
            .result(Apply.STEP, Applied.class)
            .map(it -> it.undo() != null)
            .orElse(true);
  }

  /** A rollback loses what was written since: so never by itself where users may have been in. */
  static boolean isOpenByItself(ReleaseView seen) {
    var app = seen.app();
    return isThere(seen) && app != null && Doors.areShut(app, seen.recorded());
  }
}
