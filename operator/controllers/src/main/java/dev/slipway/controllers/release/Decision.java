package dev.slipway.controllers.release;

import dev.slipway.api.plan.PlanPhase;
import dev.slipway.controllers.step.Journal;
import dev.slipway.controllers.step.StepResult;
import org.jspecify.annotations.Nullable;

/**
 * What one pass comes to.
 *
 * @param step the step that was asked; absent where the release only turns from one way to another
 * @param result what is to be done, awaited or told
 * @param journal what is to be remembered of it
 * @param answered the nonce of a person's answer that is acted upon now
 */
record Decision(
    PlanPhase phase,
    @Nullable String step,
    StepResult result,
    Journal journal,
    @Nullable String answered) {
  Decision(PlanPhase phase, @Nullable String step, StepResult result, Journal journal) {
    this(phase, step, result, journal, null);
  }

  Decision with(Journal more) {
    return new Decision(phase, step, result, more, answered);
  }

  /** The same, while its worker waits for its turn: no attempt begins. */
  Decision inLine(StepResult turn, ReleaseView seen) {
    return step == null
        ? this
        : new Decision(
            phase,
            step,
            turn,
            seen.journal().noted(step, seen.journal().attempts(step), turn, seen.now()),
            answered);
  }
}
