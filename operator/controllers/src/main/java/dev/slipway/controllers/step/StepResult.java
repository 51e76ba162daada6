package dev.slipway.controllers.step;

import dev.slipway.controllers.work.WorkerJob;
import java.time.Duration;

/** What a step comes to in one pass. */
public sealed interface StepResult {
  record Done(String note) implements StepResult {}

  /** A Job is to be started. */
  record Start(WorkerJob job, String note) implements StepResult {}

  record Wait(String what, Duration recheckAfter) implements StepResult {}

  /**
   * Somebody has to act. It is looked at again all the same, since what they mend may be a Secret,
   * which nobody may watch.
   */
  record Fail(String reason, String message, Duration recheckAfter) implements StepResult {}
}
