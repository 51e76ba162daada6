package dev.slipway.controllers.release;

import static dev.slipway.api.plan.PlanPhase.ABORTED;
import static dev.slipway.api.plan.PlanPhase.FAILED;
import static dev.slipway.api.plan.PlanPhase.NEEDS_ATTENTION;
import static dev.slipway.api.plan.PlanPhase.REOPENING;
import static dev.slipway.api.plan.PlanPhase.ROLLING_BACK;
import static dev.slipway.api.plan.PlanPhase.SUCCEEDED;

import dev.slipway.api.plan.OnFailure;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.status.StepStatus;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.JobAttempt;
import dev.slipway.controllers.work.JobState.Running;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * From what is seen to the one thing that is done next. Pure. A step is entered into the journal
 * before it is asked for the first time, so every effect was announced; and each pass settles one
 * step at most, so nothing is built on what is not remembered yet.
 */
final class ReleasePlanner {
  /** Says why there is no target, should it vanish in the middle of a release. */
  private static final ReleaseStep TARGET = new FindTarget();

  private static final ReleaseStep RECORD = new WriteRecord();
  private static final Set<String> ONLY_READ = Set.of(Validate.STEP, ValidateAgain.STEP);
  private static final Set<String> CHANGE_DATA = Set.of(Apply.STEP, Undo.STEP, RestoreBackup.STEP);
  private static final Duration POLL = Duration.ofSeconds(1);

  /** A refusal may pass by itself, such as that of a quota: so long nobody is called for it. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  Decision next(ReleaseView seen) {
    if (seen.phase().isEnd()) {
      return afterEnd(seen);
    }
    var decision = underWay(seen);
    return decision.phase().isEnd()
        ? decision.with(decision.journal().begun(WriteRecord.STEP, seen.now()))
        : decision;
  }

  private static Decision underWay(ReleaseView seen) {
    if (seen.phase() == NEEDS_ATTENTION) {
      return new Attention(seen).answer();
    }
    var route = route(seen);
    if (route == Route.TAKE_BACK && seen.isAborted() && !seen.journal().hasBegun(Undo.STEP)) {
      return turnBack(seen);
    }
    if (route != Route.FORWARD) {
      return along(route, seen);
    }
    if (mustTurnBack(seen)) {
      return turnBack(seen);
    }
    return isNothingToDo(seen)
        ? turn(SUCCEEDED, new Done("the target runs the file already"), seen)
        : new Reconsidering(seen).decision().orElseGet(() -> along(Route.FORWARD, seen));
  }

  private static Route route(ReleaseView seen) {
    return Route.in(seen.phase(), seen.journal());
  }

  /** All that is left is to keep what came of it. */
  private static Decision afterEnd(ReleaseView seen) {
    if (!WriteRecord.isDue(seen.journal())) {
      return new Decision(seen.phase(), null, new Done("it has ended"), seen.journal());
    }
    return recorded(RECORD.evaluate(seen), seen);
  }

  private static Decision recorded(StepResult result, ReleaseView seen) {
    var attempt = attempt(WriteRecord.STEP, result, seen);
    var journal = seen.journal().noted(WriteRecord.STEP, attempt, result, seen.now());
    return new Decision(seen.phase(), WriteRecord.STEP, result, journal);
  }

  private static boolean isNothingToDo(ReleaseView seen) {
    return seen.journal().isDone(CheckCurrentFile.STEP)
        && !seen.journal().hasBegun(LockEnvironment.STEP);
  }

  /**
   * What becomes of a release whose next action the API server refuses; nothing where there is no
   * other way than to ask it again.
   */
  Optional<Decision> refused(ReleaseView seen, String words) {
    var why = "the Kubernetes API refused: " + words;
    if (seen.phase().isEnd()) {
      return Optional.of(recorded(RECORD.refused(why), seen));
    }
    var route = route(seen);
    if (route == Route.OUT || !seen.journal().hasBegun(RecordState.STEP)) {
      return Optional.empty();
    }
    return route
        .next(seen.journal(), seen.spec())
        .filter(it -> !mayHaveChangedData(it.name(), seen))
        .flatMap(it -> refusedAt(it, why, seen));
  }

  private static Optional<Decision> refusedAt(PhasedStep step, String why, ReleaseView seen) {
    var decision = cameTo(step.step().refused(why), step, seen);
    var isNew = seen.sinceBeginOf(step.name()).compareTo(PATIENCE) < 0;
    return decision.phase() == NEEDS_ATTENTION && isNew ? Optional.empty() : Optional.of(decision);
  }

  /** Of a worker that was started nobody but another one finds out what it has done. */
  private static boolean mayHaveChangedData(String step, ReleaseView seen) {
    return CHANGE_DATA.contains(step) && ReleaseWorker.wasStarted(step, seen);
  }

  private static Decision along(Route route, ReleaseView seen) {
    return route
        .next(seen.journal(), seen.spec())
        .map(step -> at(step, seen))
        .orElseGet(() -> endOf(route, seen));
  }

  private static Decision at(PhasedStep phased, ReleaseView seen) {
    var name = phased.name();
    if (!seen.journal().hasBegun(name)) {
      return new Decision(
          phased.phase(), name, new Done(name + " begins"), seen.journal().begun(name, seen.now()));
    }
    return cameTo(seen.app() == null ? TARGET.evaluate(seen) : marked(phased, seen), phased, seen);
  }

  private static Decision cameTo(StepResult result, PhasedStep phased, ReleaseView seen) {
    var name = phased.name();
    var journal = seen.journal().noted(name, attempt(name, result, seen), result, seen.now());
    var phase = result instanceof Fail ? afterFailure(phased, seen) : phased.phase();
    return new Decision(phase, name, result, journal);
  }

  /** What people may still change is written down with what was done on its strength. */
  private static StepResult marked(PhasedStep phased, ReleaseView seen) {
    var result = phased.step().evaluate(seen);
    return result instanceof Done(var note)
        ? new Done(Basis.marked(phased.name(), note, seen))
        : result;
  }

  private static Decision endOf(Route route, ReleaseView seen) {
    return switch (route) {
      case FORWARD -> turn(REOPENING, new Done("the release is validated"), seen);
      case BACK, TAKE_BACK -> turn(REOPENING, new Done("the release is rolled back"), seen);
      case OUT -> turn(Ending.of(seen), new Done("the app is open"), seen);
    };
  }

  /** What becomes of a release whose step cannot go on. */
  private static PlanPhase afterFailure(PhasedStep failed, ReleaseView seen) {
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

  /** While an {@link Apply} may be under way, nobody knows yet whether there is a way back. */
  private static boolean mustTurnBack(ReleaseView seen) {
    var applyIsOpen = seen.journal().hasBegun(Apply.STEP) && !seen.journal().isSettled(Apply.STEP);
    return seen.isInterrupted() && !applyIsOpen;
  }

  private static Decision turnBack(ReleaseView seen) {
    var why = whyBack(seen);
    if (!seen.journal().hasBegun(LockEnvironment.STEP)) {
      return turn(seen.isAborted() ? ABORTED : FAILED, why, seen);
    }
    var current = route(seen).next(seen.journal(), seen.spec());
    if (current.isPresent() && isWorking(current.get().name(), seen)) {
      return new Decision(
          seen.phase(),
          current.get().name(),
          new Wait("the worker at " + current.get().name() + " to end: " + why.message(), POLL),
          seen.journal());
    }
    return turn(wayBack(seen), why, seen);
  }

  private static Fail whyBack(ReleaseView seen) {
    if (seen.isAborted()) {
      return new Fail("Aborted", "the release was aborted");
    }
    return seen.isOverdue()
        ? new Fail("DeadlineExceeded", "the release was not applied before its deadline")
        : new Fail("WindowOver", "the window closed before the release could be applied");
  }

  private static PlanPhase wayBack(ReleaseView seen) {
    if (!seen.journal().isDone(Apply.STEP)) {
      return REOPENING;
    }
    return WayBack.isOpenByItself(seen) ? ROLLING_BACK : NEEDS_ATTENTION;
  }

  /** A worker that is still at it could undo what is done after it; one that only reads cannot. */
  private static boolean isWorking(String step, ReleaseView seen) {
    return !ONLY_READ.contains(step)
        && seen.attempts()
            .last(step)
            .map(JobAttempt::state)
            .filter(Running.class::isInstance)
            .isPresent();
  }

  private static Decision turn(PlanPhase phase, StepResult why, ReleaseView seen) {
    return new Decision(phase, null, why, seen.journal());
  }

  private static int attempt(String step, StepResult result, ReleaseView seen) {
    if (result instanceof Act(Action.StartJob(var job), _)
        && job.order().step().step().equals(step)) {
      return job.order().step().attempt();
    }
    return seen.attempts()
        .last(step)
        .map(JobAttempt::number)
        .or(() -> seen.journal().entry(step).map(StepStatus::attempt))
        .orElse(0);
  }
}
