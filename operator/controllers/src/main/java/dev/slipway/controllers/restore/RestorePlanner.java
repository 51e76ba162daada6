package dev.slipway.controllers.restore;

import static dev.slipway.api.restore.RestorePhase.FAILED;
import static dev.slipway.api.restore.RestorePhase.NEEDS_ATTENTION;
import static dev.slipway.api.restore.RestorePhase.REOPENING;

import dev.slipway.api.restore.RestorePhase;
import dev.slipway.api.status.StepStatus;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.JobAttempt;
import dev.slipway.controllers.work.JobState.Running;
import java.time.Duration;
import java.util.Optional;

/**
 * From what is seen to the one thing that is done next. Pure. A step is entered into the journal
 * before it does anything, so every effect was announced; and each pass settles one step at most,
 * so nothing is built on what is not remembered yet.
 */
final class RestorePlanner {
  /** Says why there is no target, should it vanish in the middle of a restore. */
  private static final RestoreStep TARGET = new FindTarget();

  private static final Duration POLL = Duration.ofSeconds(1);

  Decision next(RestoreView seen) {
    if (Traffic.isWanted(seen.restore())) {
      return Traffic.next(seen, TARGET);
    }
    if (seen.phase().isEnd()) {
      return new Decision(seen.phase(), null, new Done("it has ended"), seen.journal());
    }
    if (seen.isDeleted() && seen.app() == null && seen.forbidden() == null) {
      return turn(FAILED, new Fail("EnvironmentMissing", "its AppEnvironment is gone"), seen);
    }
    if (seen.phase() == NEEDS_ATTENTION) {
      return new Attention(seen).answer();
    }
    return Route.in(seen.phase()) == Route.FORWARD && mustTurnBack(seen)
        ? turnBack(seen)
        : along(Route.in(seen.phase()), seen);
  }

  /** What becomes of it where the API server would not have what was decided. */
  Optional<Decision> refused(Decision decision, RestoreView seen, String words) {
    var step = decision.step();
    if (step == null || !isClosedOnTheWay(seen)) {
      return Optional.empty();
    }
    var failure = new Fail("ActionRefused", "the Kubernetes API refused: " + words);
    var journal = seen.journal().noted(step, 0, failure, seen.now());
    return Optional.of(new Decision(afterFailure(step, seen), step, failure, journal));
  }

  private static boolean isClosedOnTheWay(RestoreView seen) {
    return Route.in(seen.phase()) == Route.FORWARD && seen.journal().hasBegun(RecordState.STEP);
  }

  private static Decision along(Route route, RestoreView seen) {
    return route
        .next(seen.journal())
        .map(step -> at(step, seen))
        .orElseGet(() -> endOf(route, seen));
  }

  private static Decision at(PhasedStep phased, RestoreView seen) {
    var name = phased.name();
    if (!seen.journal().hasBegun(name)) {
      return begin(phased, seen);
    }
    return cameTo(
        seen.app() == null ? TARGET.evaluate(seen) : phased.step().evaluate(seen), phased, seen);
  }

  /** While an app is closed each pass counts: what has nothing to do is not announced. */
  private static Decision begin(PhasedStep phased, RestoreView seen) {
    var name = phased.name();
    if (isClosed(seen) && phased.step().evaluate(seen) instanceof NotNeeded nothing) {
      return cameTo(nothing, phased, seen);
    }
    return new Decision(
        phased.phase(), name, new Done(name + " begins"), seen.journal().begun(name, seen.now()));
  }

  private static boolean isClosed(RestoreView seen) {
    return seen.app() != null && seen.journal().hasBegun(RecordState.STEP);
  }

  private static Decision cameTo(StepResult result, PhasedStep phased, RestoreView seen) {
    var name = phased.name();
    var journal = seen.journal().noted(name, attempt(name, result, seen), result, seen.now());
    var phase = result instanceof Fail ? afterFailure(name, seen) : phased.phase();
    return new Decision(phase, name, result, journal);
  }

  private static Decision endOf(Route route, RestoreView seen) {
    return switch (route) {
      case FORWARD -> turn(REOPENING, new Done("the restore is validated"), seen);
      case OUT -> turn(Ending.of(seen), new Done("the app is open"), seen);
    };
  }

  /** Where the data is as it was, the app is opened again; else somebody has to decide. */
  private static RestorePhase afterFailure(String step, RestoreView seen) {
    var journal = seen.journal();
    if (!journal.hasBegun(LockEnvironment.STEP)) {
      return FAILED;
    }
    var isUnchanged =
        step.equals(RestoreData.STEP)
            ? RestoreData.didNothing(seen)
            : !journal.hasBegun(RestoreData.STEP);
    return isUnchanged ? REOPENING : NEEDS_ATTENTION;
  }

  /** Once data may be replaced, an abort comes too late; a deletion waits until that is known. */
  private static boolean mustTurnBack(RestoreView seen) {
    return seen.journal().hasBegun(RestoreData.STEP)
        ? seen.isDeleted() && seen.journal().isSettled(RestoreData.STEP)
        : seen.isAborted();
  }

  private static Decision turnBack(RestoreView seen) {
    var why = new Fail("Aborted", wordsOfAbort(seen));
    if (!seen.journal().hasBegun(LockEnvironment.STEP)) {
      return turn(FAILED, why, seen);
    }
    var current = Route.FORWARD.next(seen.journal());
    if (current.isPresent() && isWorking(current.get().name(), seen)) {
      return new Decision(
          seen.phase(),
          current.get().name(),
          new Wait("the worker at " + current.get().name() + " to end: " + why.message(), POLL),
          seen.journal());
    }
    return turn(REOPENING, why, seen);
  }

  private static String wordsOfAbort(RestoreView seen) {
    return seen.journal().isDone(RestoreData.STEP)
        ? "the restore was deleted once the data was restored, and before it was validated"
        : "the restore was aborted before any data was replaced";
  }

  /** A worker that is still at it could undo what is done after it. */
  private static boolean isWorking(String step, RestoreView seen) {
    return seen.attempts()
        .last(step)
        .map(JobAttempt::state)
        .filter(Running.class::isInstance)
        .isPresent();
  }

  private static Decision turn(RestorePhase phase, StepResult why, RestoreView seen) {
    return new Decision(phase, null, why, seen.journal());
  }

  private static int attempt(String step, StepResult result, RestoreView seen) {
    if (result instanceof Act(Action.StartJob(var job), _)) {
      return job.order().step().attempt();
    }
    return seen.attempts()
        .last(step)
        .map(JobAttempt::number)
        .or(() -> seen.journal().entry(step).map(StepStatus::attempt))
        .orElse(0);
  }
}
