package dev.slipway.controllers.release;

import static dev.slipway.api.plan.PlanPhase.NEEDS_ATTENTION;
import static dev.slipway.api.plan.PlanPhase.REOPENING;
import static dev.slipway.api.plan.PlanPhase.SUCCEEDED;

import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.status.StepStatus;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.work.JobAttempt;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * From what is seen to the one thing that is done next. Pure. A step is entered into the journal
 * before it does anything, so every effect was announced; and each pass settles one step at most,
 * so nothing is built on what is not remembered yet.
 */
final class ReleasePlanner {
  /** Says why there is no target, should it vanish in the middle of a release. */
  private static final ReleaseStep TARGET = new FindTarget();

  private static final ReleaseStep RECORD = new WriteRecord();
  private static final Set<String> CHANGE_DATA = Set.of(Apply.STEP, Undo.STEP, RestoreBackup.STEP);

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
    var turn = new TurningBack(seen);
    if (turn.isDue()) {
      return turn.decision();
    }
    if (route != Route.FORWARD) {
      return along(route, seen);
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
      return begin(phased, seen);
    }
    return cameTo(seen.app() == null ? TARGET.evaluate(seen) : marked(phased, seen), phased, seen);
  }

  /** While an app is closed each pass counts: what has nothing to do is not announced. */
  private static Decision begin(PhasedStep phased, ReleaseView seen) {
    var name = phased.name();
    if (seen.isClosed() && phased.step().evaluate(seen) instanceof NotNeeded nothing) {
      return cameTo(nothing, phased, seen);
    }
    return new Decision(
        phased.phase(), name, new Done(name + " begins"), seen.journal().begun(name, seen.now()));
  }

  private static Decision cameTo(StepResult result, PhasedStep phased, ReleaseView seen) {
    var name = phased.name();
    var journal = seen.journal().noted(name, attempt(name, result, seen), result, seen.now());
    var phase = result instanceof Fail ? new TurningBack(seen).after(phased) : phased.phase();
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
