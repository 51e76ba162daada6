package dev.slipway.controllers.restore;

import dev.slipway.api.restore.Restore;
import dev.slipway.controllers.backup.OwnBackup;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.Durations;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.NotNeeded;

/** A gate: what is replaced can be brought back in turn. */
final class SafetyBackup implements RestoreStep {
  static final String STEP = "SafetyBackup";

  private static final int UID = 36;
  private static final String FAILED = "SafetyBackupFailed";

  @Override
  public StepResult evaluate(RestoreView seen) {
    if (!seen.isBackedUpBefore()) {
      return new NotNeeded(
          seen.isIndependent() ? "there is nothing to keep" : "spec.safetyBackup is Skip");
    }
    var own = own(seen.restore());
    var backup = seen.safetyBackup();
    return backup == null
        ? new Act(
            new Action.Create(own.wanted(seen.spec().target())),
            "a Backup of the target as it is begins")
        : own.after(backup, isOverdue(seen), FAILED, FAILED);
  }

  static String nameFor(Restore restore) {
    return own(restore).name();
  }

  /** The app is closed: what people have to mend first is not awaited for long. */
  private static boolean isOverdue(RestoreView seen) {
    var patience = Durations.parse(seen.target().getSpec().quiesce().timeout());
    return seen.sinceBeginOf(STEP).compareTo(patience) > 0;
  }

  private static OwnBackup own(Restore restore) {
    var run = Runs.idOf(restore);
    return new OwnBackup(restore, run, "-safety-" + digits(run.value()), "Safety");
  }

  /** The first few of the uid, and those of the nonce where there is one. */
  private static String digits(String run) {
    return run.substring(0, 4) + (run.length() > UID ? run.substring(UID) : "");
  }
}
