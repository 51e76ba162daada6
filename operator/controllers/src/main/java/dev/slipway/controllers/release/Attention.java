package dev.slipway.controllers.release;

import static dev.slipway.api.plan.PlanPhase.NEEDS_ATTENTION;
import static dev.slipway.api.plan.PlanPhase.REOPENING;
import static dev.slipway.api.plan.PlanPhase.ROLLING_BACK;

import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.plan.ResolveAction;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Wait;
import java.time.Duration;

/** A release that cannot go on by itself, and what a person answers. */
record Attention(ReleaseView seen) {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  Decision answer() {
    var answer = seen.spec().resolve();
    if (answer == null || answer.nonce().equals(seen.status().resolvedNonce())) {
      return isGivenUp()
          ? new Decision(ROLLING_BACK, null, new Done("a person gives it up"), seen.journal())
          : new Decision(
              NEEDS_ATTENTION,
              seen.status().step(),
              new Wait(Answers.IN_SHORT, PATIENCE),
              seen.journal());
    }
    if (seen.isTakingBack() && answer.action() != ResolveAction.REOPEN) {
      return retry(answer.nonce());
    }
    return switch (answer.action()) {
      case RETRY -> retry(answer.nonce());
      case ROLLBACK -> rollBack(answer.nonce());
      case REOPEN -> decided(REOPENING, "a person has it reopened", answer.nonce());
    };
  }

  /** An abort says the same as Rollback, as long as no way back was tried. */
  private boolean isGivenUp() {
    return seen.isAborted()
        && !seen.isTakingBack()
        && Route.BACK.steps(seen.spec()).stream()
            .noneMatch(it -> seen.journal().hasBegun(it.name()))
        && WayBack.isOpenByItself(seen);
  }

  private Decision retry(String nonce) {
    return Route.failed(seen.journal())
        .map(
            failed ->
                new Decision(
                    failed.phase(),
                    failed.name(),
                    new Done("a person has it tried again"),
                    seen.journal().without(failed.name()),
                    nonce))
        .orElseGet(() -> rollBack(nonce));
  }

  private Decision rollBack(String nonce) {
    return WayBack.isThere(seen)
        ? decided(ROLLING_BACK, "a person has it rolled back", nonce)
        : decided(NEEDS_ATTENTION, "the release has kept nothing to roll back to", nonce);
  }

  private Decision decided(PlanPhase phase, String why, String nonce) {
    var journal = seen.journal();
    for (var step : Route.BACK.steps(seen.spec())) {
      journal = journal.hasFailed(step.name()) ? journal.without(step.name()) : journal;
    }
    return new Decision(phase, null, new Done(why), journal, nonce);
  }
}
