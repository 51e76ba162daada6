package dev.slipway.controllers.step;

import java.time.Duration;

/** What a step comes to in one pass. */
public sealed interface StepResult {
  record Done(String note) implements StepResult {}

  /** There was nothing to do, and why. */
  record NotNeeded(String note) implements StepResult {}

  /** One thing is to be done to the cluster; then the step is asked again. */
  record Act(Action action, String note) implements StepResult {}

  record Wait(String what, Duration recheckAfter) implements StepResult {}

  /**
   * Somebody has to act. It is looked at again all the same, since what they mend may be a Secret,
   * which nobody may watch.
   */
  record Stall(String reason, String message, Duration recheckAfter) implements StepResult {}

  /** The run cannot go on from here. */
  record Fail(String reason, String message) implements StepResult {}
}
