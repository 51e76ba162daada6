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

  /** What people are told. */
  default String inWords() {
    return switch (this) {
      case Done(var note) -> note;
      case NotNeeded(var note) -> note;
      case Act(_, var note) -> note;
      case Wait(var what, _) -> "waiting for " + what;
      case Stall(_, var message, _) -> message;
      case Fail(_, var message) -> message;
    };
  }
}
