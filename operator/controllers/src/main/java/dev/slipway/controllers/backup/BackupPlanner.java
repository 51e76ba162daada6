package dev.slipway.controllers.backup;

import dev.slipway.controllers.step.Step;
import dev.slipway.controllers.step.StepResult;
import java.util.List;

/** From what is seen to what is to be done: the first step that is not done decides. */
final class BackupPlanner {
  private static final List<Step<BackupView>> STEPS =
      List.of(new FindEnvironment(), new RefuseUnsupported(), new WriteBackup());

  StepResult next(BackupView seen) {
    return Step.first(STEPS, seen);
  }
}
