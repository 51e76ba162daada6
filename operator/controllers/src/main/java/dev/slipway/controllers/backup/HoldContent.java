package dev.slipway.controllers.backup;

import dev.slipway.api.backup.DeletionPolicy;
import dev.slipway.controllers.step.Finalizer;
import dev.slipway.controllers.step.Step;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;

/** The object stays until what is stored is gone, where that is to go with it. */
final class HoldContent implements Step<BackupView> {
  static final String FINALIZER = "slipway.dev/remove-backup";

  @Override
  public StepResult evaluate(BackupView seen) {
    var backup = seen.backup();
    if (seen.spec().deletionPolicy() == DeletionPolicy.DELETE) {
      return Finalizer.hold(backup, FINALIZER, "what is stored goes with the object");
    }
    return Finalizer.isHeld(backup, FINALIZER)
        ? new Act(Finalizer.release(backup, FINALIZER), "what is stored stays")
        : new Done("what is stored stays");
  }
}
