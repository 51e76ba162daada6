package dev.slipway.controllers.restore;

import dev.slipway.api.restore.RestoreMode;
import dev.slipway.api.restore.RestoreSpec;
import dev.slipway.controllers.step.Journal;

/**
 * Why an app is open after a restore that failed, and with which data.
 *
 * @param isReopened whether a person said so, when it was not known any more
 */
record WhatIsLeft(RestoreSpec spec, Journal journal, boolean isReopened) {
  String inWords() {
    var app =
        spec.mode() == RestoreMode.INDEPENDENT ? "AppEnvironment " + spec.target() : "the app";
    if (!journal.hasBegun(LockEnvironment.STEP)) {
      return app + " was not touched";
    }
    if (journal.isDone(RestoreData.STEP)) {
      return app + " is open, with what was restored";
    }
    return isReopened
        ? app + " is open, and whether its data was replaced is not known: look at it"
        : app + " is open, as its data is as it was";
  }
}
