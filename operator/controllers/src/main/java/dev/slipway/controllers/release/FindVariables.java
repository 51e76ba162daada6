package dev.slipway.controllers.release;

import dev.slipway.api.status.StepStatus;
import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.work.JobAttempt;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.engine.order.Accepted;
import dev.slipway.engine.order.Outcome;
import dev.slipway.engine.order.Previewed;
import dev.slipway.engine.order.VariablesOrder;
import dev.slipway.engine.order.VariablesSeen;
import dev.slipway.engine.order.WorkOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Waits for the variables that the file's content refers to, and goes on once they are there. */
final class FindVariables implements ReleaseStep {
  static final String STEP = "FindVariables";

  private static final String FINDING = "missing-variable:";
  private static final Duration DEADLINE = Duration.ofMinutes(10);
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  @Override
  public StepResult evaluate(ReleaseView seen) {
    var missing = missing(seen);
    if (missing.isEmpty()) {
      return seen.journal().attempts(STEP) > 0
          ? new Done("all variables are there")
          : new NotNeeded("no variable is missing");
    }
    var due = due(seen);
    return due.isAfter(seen.now())
        ? new Stall("VariablesMissing", words(missing, seen), Duration.between(seen.now(), due))
        : look(missing, seen);
  }

  /** What the last look has found, less what a person accepts. */
  static List<String> missing(ReleaseView seen) {
    var accepted = seen.accepted().stream().map(Accepted::finding).toList();
    return found(seen).stream().filter(it -> !accepted.contains(FINDING + it)).toList();
  }

  private static List<String> found(ReleaseView seen) {
    return lastLook(seen)
        .flatMap(_ -> seen.attempts().result(STEP, VariablesSeen.class))
        .map(VariablesSeen::missing)
        .or(() -> seen.attempts().result(Preview.STEP, Previewed.class).map(Previewed::missing))
        .orElseGet(() -> seen.status().missingVariables());
  }

  /** When somebody looks again; long ago where a look is under way, or did not come off. */
  private static Instant due(ReleaseView seen) {
    var last = lastLook(seen);
    if (last.isPresent()) {
      return last.get().state() instanceof Reported(var report, var at)
              && report.outcome() == Outcome.DONE
          ? at.plus(pause(last.get().number()))
          : Instant.MIN;
    }
    return seen.journal().attempts(STEP) > 0
        ? Instant.MIN
        : seen.journal()
            .entry(Preview.STEP)
            .map(StepStatus::finishedAt)
            .map(at -> at.plus(FIRST_PAUSE))
            .orElse(Instant.MIN);
  }

  /** One that was made before the release was sent back does not count. */
  private static Optional<JobAttempt> lastLook(ReleaseView seen) {
    return seen.attempts().last(STEP).filter(it -> it.number() >= seen.journal().attempts(STEP));
  }

  /** Doubles with each look. */
  private static Duration pause(int attempt) {
    var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt, 4));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private static StepResult look(List<String> wanted, ReleaseView seen) {
    var worker = ReleaseWorker.ofTarget(seen, STEP);
    var isOver =
        lastLook(seen)
            .filter(
                it ->
                    it.state() instanceof Reported(var report, _)
                        && report.outcome() == Outcome.DONE)
            .isPresent();
    return isOver
        ? worker.another(Persistence.PATIENT, DEADLINE, order(wanted))
        : worker.carryOut(Persistence.PATIENT, DEADLINE, order(wanted));
  }

  private static ReleaseWorker.OrderWriter order(List<String> wanted) {
    return (step, access) ->
        new VariablesOrder(
            WorkOrder.FORMAT_VERSION,
            step,
            access.database(),
            access.app(),
            access.variables(),
            wanted);
  }

  private static String words(List<String> missing, ReleaseView seen) {
    return "the file's content refers to variables that the target lacks: "
        + String.join(", ", missing)
        + ". Create them in the app, or in one of the ConfigMaps and Secrets that spec.variables of"
        + " AppEnvironment "
        + seen.spec().target()
        + " names; it goes on by itself. Or accept "
        + FINDING
        + missing.getFirst()
        + " in spec.accept";
  }
}
