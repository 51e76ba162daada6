package dev.slipway.controllers.release;

import static dev.slipway.api.plan.PlanPhase.ABORTED;
import static dev.slipway.api.plan.PlanPhase.FAILED;
import static dev.slipway.api.plan.PlanPhase.NEEDS_ATTENTION;
import static dev.slipway.api.plan.PlanPhase.REOPENING;
import static dev.slipway.api.plan.PlanPhase.ROLLING_BACK;

import dev.slipway.api.plan.OnFailure;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.JobAttempt;
import dev.slipway.controllers.work.JobState.Running;
import java.time.Duration;
import java.util.Set;

/** Where a release goes that does not go on: a step of it has failed, or it is interrupted. */
record TurningBack(ReleaseView seen) {
  private static final Set<String> ONLY_READ = Set.of(Validate.STEP, ValidateAgain.STEP);
  private static final Duration POLL = Duration.ofSeconds(1);

  /** What becomes of a release whose step cannot go on. */
  PlanPhase after(PhasedStep failed) {
    var journal = seen.journal();
    if (seen.isTakingBack() && !journal.isDone(Undo.STEP)) {
      return journal.hasBegun(LockEnvironment.STEP) ? REOPENING : FAILED;
    }
    if (failed.phase() == ROLLING_BACK) {
      return NEEDS_ATTENTION;
    }
    if (!journal.hasBegun(LockEnvironment.STEP)) {
      return FAILED;
    }
    if (!journal.isDone(Apply.STEP)) {
      return REOPENING;
    }
    return seen.spec().onFailure() == OnFailure.ROLLBACK && WayBack.isOpenByItself(seen)
        ? ROLLING_BACK
        : NEEDS_ATTENTION;
  }

  /** Whether it is interrupted where that can be heeded. */
  boolean isDue() {
    return switch (route()) {
      case FORWARD -> seen.isInterrupted() && !isApplyOpen();
      case TAKE_BACK -> seen.isAborted() && !seen.journal().hasBegun(Undo.STEP);
      case BACK, OUT -> false;
    };
  }

  /** While an {@link Apply} may be under way, nobody knows yet whether there is a way back. */
  private boolean isApplyOpen() {
    return seen.journal().hasBegun(Apply.STEP) && !seen.journal().isSettled(Apply.STEP);
  }

  Decision decision() {
    var why = why();
    if (!seen.journal().hasBegun(LockEnvironment.STEP)) {
      return new Decision(seen.isAborted() ? ABORTED : FAILED, null, why, seen.journal());
    }
    return route()
        .next(seen.journal(), seen.spec())
        .map(PhasedStep::name)
        .filter(this::isWorking)
        .map(step -> awaited(step, why))
        .orElseGet(() -> new Decision(wayBack(), null, why, seen.journal()));
  }

  private Route route() {
    return Route.in(seen.phase(), seen.journal());
  }

  private Decision awaited(String step, Fail why) {
    var end = new Wait("the worker at " + step + " to end: " + why.message(), POLL);
    return new Decision(seen.phase(), step, end, seen.journal());
  }

  private Fail why() {
    if (seen.isAborted()) {
      return new Fail("Aborted", "the release was aborted");
    }
    return seen.isOverdue()
        ? new Fail("DeadlineExceeded", "the release was not applied before its deadline")
        : new Fail("WindowOver", "the window closed before the release could be applied");
  }

  private PlanPhase wayBack() {
    if (!seen.journal().isDone(Apply.STEP)) {
      return REOPENING;
    }
    return WayBack.isOpenByItself(seen) ? ROLLING_BACK : NEEDS_ATTENTION;
  }

  /** A worker that is still at it could undo what is done after it; one that only reads cannot. */
  private boolean isWorking(String step) {
    return !ONLY_READ.contains(step)
        && seen.attempts()
            .last(step)
            .map(JobAttempt::state)
            .filter(Running.class::isInstance)
            .isPresent();
  }
}
