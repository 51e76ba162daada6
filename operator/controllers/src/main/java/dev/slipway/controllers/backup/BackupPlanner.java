package dev.slipway.controllers.backup;

import dev.slipway.api.backup.BackupScope;
import dev.slipway.api.backup.Verification;
import dev.slipway.controllers.step.Step;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import java.util.List;

/** From what is seen to what is to be done: the first step that is not done decides. */
final class BackupPlanner {
  private static final List<Step<BackupView>> FIRST =
      List.of(new FindEnvironment(), new HoldContent());
  private static final Step<BackupView> ADOPT = new AdoptBackup();
  private static final Step<BackupView> CHECKPOINT = new WriteCheckpoint();
  private static final List<Step<BackupView>> WRITE =
      List.of(new AwaitRelease(), new WriteBackup());
  private static final Step<BackupView> PROVE = new ProveBackup();
  private static final Step<BackupView> REMOVE = new RemoveContent();
  private static final Step<BackupView> HOLD = new HoldContent();

  StepResult next(BackupView seen) {
    if (seen.isGoing()) {
      return seen.keepsContent() ? HOLD.evaluate(seen) : REMOVE.evaluate(seen);
    }
    if (BackupStatuses.isFinal(seen.status())) {
      return HOLD.evaluate(seen);
    }
    var first = Step.first(FIRST, seen);
    return first instanceof Done ? make(seen) : first;
  }

  /** What was written once is not asked for again while it is proven: its Job is collected. */
  private static StepResult make(BackupView seen) {
    var status = seen.status();
    var written =
        status != null && status.location() != null
            ? new Done(status.location() + " was read back")
            : write(seen);
    if (!(written instanceof Done(var note))) {
      return written;
    }
    return seen.verification() == Verification.SCRATCH ? PROVE.evaluate(seen) : new Done(note);
  }

  private static StepResult write(BackupView seen) {
    if (seen.adopted() != null) {
      return ADOPT.evaluate(seen);
    }
    return seen.spec().scope() == BackupScope.CONFIGURATION
        ? CHECKPOINT.evaluate(seen)
        : Step.first(WRITE, seen);
  }
}
