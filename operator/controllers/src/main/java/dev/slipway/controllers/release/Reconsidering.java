package dev.slipway.controllers.release;

import dev.slipway.api.plan.ApprovalMode;
import dev.slipway.api.status.StepStatus;
import dev.slipway.controllers.quiesce.EnvironmentLock;
import dev.slipway.controllers.step.Journal;
import dev.slipway.controllers.step.StepResult.Done;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Sends a release back, while the app is open, to a step whose basis has changed: what was built,
 * previewed or approved is not what would be released now.
 */
record Reconsidering(ReleaseView seen) {
  /** Longer than that nobody relies on what a preview says. */
  private static final Duration FRESH = Duration.ofHours(1);

  /**
   * So long ago it was looked whether the file is still proven, once it was this release's turn.
   */
  private static final Duration LATELY = Duration.ofMinutes(15);

  /** Nothing, where all that was done so far still stands. */
  Optional<Decision> decision() {
    var app = seen.app();
    if (app == null
        || seen.journal().hasBegun(RecordState.STEP)
        || EnvironmentLock.isHeldBy(app, seen.plan())) {
      return Optional.empty();
    }
    return again(Build.STEP, "rules were changed", Basis.hasChanged(Build.STEP, seen))
        .or(() -> again(Build.STEP, "sources may have been mended", Merge.isInVain(seen)))
        .or(() -> again(Merge.STEP, "base or merge changed", Basis.hasChanged(Merge.STEP, seen)))
        .or(() -> again(Preview.STEP, "accept was changed", Basis.hasChanged(Preview.STEP, seen)))
        .or(() -> again(Preview.STEP, "the preview is old", isOldNow(Preview.STEP, FRESH)))
        .or(() -> again(AwaitTurn.STEP, "its turn went by", isOldNow(AwaitTurn.STEP, LATELY)))
        .or(() -> again(Approve.STEP, Approve.CHANGED, Basis.hasChanged(Approve.STEP, seen)))
        .or(() -> again(Approve.STEP, "the approval was taken back", isWithdrawn()));
  }

  /** The release is about to begin, and it would begin on the strength of that. */
  private boolean isOldNow(String step, Duration most) {
    return seen.journal().isDone(step)
        && seen.journal().hasBegun(LockEnvironment.STEP)
        && finishedAt(step).isBefore(seen.now().minus(most))
        && LockEnvironment.notYet(seen).isEmpty();
  }

  private Instant finishedAt(String step) {
    return seen.journal().entry(step).map(StepStatus::finishedAt).orElse(Instant.MAX);
  }

  private boolean isWithdrawn() {
    if (!seen.journal().isSettled(Approve.STEP) || seen.approvalMode() == ApprovalMode.AUTOMATIC) {
      return false;
    }
    var preview = seen.status().preview();
    return preview != null && !preview.digest().equals(seen.approvedPreview());
  }

  private Optional<Decision> again(String step, String why, boolean isNeeded) {
    return isNeeded ? Optional.of(again(step, why)) : Optional.empty();
  }

  private Decision again(String step, String why) {
    var isVoid = seen.journal().isDone(Approve.STEP) && Basis.hasChanged(Approve.STEP, seen);
    var steps = Route.FORWARD.from(step, seen.spec());
    var journal = forgotten(steps);
    return new Decision(
        steps.getFirst().phase(),
        step,
        new Done(why + ": " + step + " is done again"),
        isVoid ? Approve.voided(journal, seen.now()) : journal);
  }

  /** A step that a worker did is done by another: the old one's word does not count. */
  private Journal forgotten(List<PhasedStep> steps) {
    var journal = seen.journal();
    for (var step : steps) {
      journal =
          journal.attempts(step.name()) > 0
              ? journal.again(step.name(), seen.now())
              : journal.without(step.name());
    }
    return journal;
  }
}
