package dev.slipway.controllers.restore;

import static dev.slipway.api.restore.RestorePhase.NEEDS_ATTENTION;
import static dev.slipway.api.restore.RestorePhase.REOPENING;

import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.Wait;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A restore that cannot go on by itself, and what a person answers. */
record Attention(RestoreView seen) {
  static final String REOPENED = "ReopenedUnvalidated";

  static final String WHAT_TO_DO =
      "the app is closed, since its data may have been replaced and is not validated: set spec.resolve"
          + " to Retry, or to Reopen as it is, with a new nonce";

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  Decision answer() {
    if (seen.isDeleted()) {
      return reopen("the restore was deleted", null);
    }
    var answer = seen.spec().resolve();
    if (answer == null || answer.nonce().equals(seen.status().resolvedNonce())) {
      return new Decision(
          NEEDS_ATTENTION, null, new Wait("a person: " + WHAT_TO_DO, PATIENCE), seen.journal());
    }
    return switch (answer.action()) {
      case RETRY -> retry(answer.nonce());
      case REOPEN -> reopen("a person had it reopened", answer.nonce());
    };
  }

  /** What failed is the first step of the way that is not settled. */
  private Decision retry(String nonce) {
    return Route.FORWARD
        .next(seen.journal())
        .map(
            failed ->
                new Decision(
                    failed.phase(),
                    failed.name(),
                    new Done("a person has it tried again"),
                    seen.journal().without(failed.name()),
                    nonce))
        .orElseGet(() -> reopen("there is nothing to try again", nonce));
  }

  private Decision reopen(String why, @Nullable String nonce) {
    return new Decision(
        REOPENING,
        null,
        new Fail(REOPENED, why + ", and what was restored is not validated"),
        seen.journal(),
        nonce);
  }
}
