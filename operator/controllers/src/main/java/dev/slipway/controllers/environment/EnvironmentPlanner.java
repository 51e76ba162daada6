package dev.slipway.controllers.environment;

import dev.slipway.controllers.step.Step;
import dev.slipway.controllers.step.StepResult;
import java.util.List;

/** From what is seen to what is to be done: the first step that is not done decides. */
final class EnvironmentPlanner {
  private static final List<EnvironmentStep> STEPS =
      List.of(
          new HaveRights(),
          new ReopenOrphan(),
          new FindReferences(),
          new KeepFront(),
          new ObserveDatabase());

  StepResult next(EnvironmentView seen) {
    return Step.first(STEPS, seen);
  }
}
