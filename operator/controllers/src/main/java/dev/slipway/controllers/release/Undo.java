package dev.slipway.controllers.release;

import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.step.WorkerStep;
import dev.slipway.controllers.work.JobAttempt;
import dev.slipway.controllers.work.JobState.Lost;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.controllers.work.JobState.Running;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.Applied;
import dev.slipway.engine.order.Outcome;
import dev.slipway.engine.order.UndoFile;
import dev.slipway.engine.order.UndoOrder;
import dev.slipway.engine.order.WorkOrder;
import java.time.Duration;
import java.util.Set;

/**
 * What the release has changed becomes what it was, by the file that it kept for that; all else
 * stays as it is. Where that cannot be, the whole backup is brought back instead.
 */
final class Undo implements ReleaseStep {
  /** As the ledger calls it. */
  static final String STEP = "Undo";

  private static final Duration DEADLINE = Duration.ofHours(6);

  private static final Duration POLL = Duration.ofSeconds(1);

  /** A backup needs less of a worker than a file of changes does. */
  private static final int MOST_LOST = 5;

  /**
   * The database holds what the release did not leave there: somebody may have written since, and a
   * backup would take that away, too. Of several findings the one that is mended first names all.
   */
  private static final Set<String> FOREIGN_WRITES =
      Set.of(
          FailureCode.CHANGED_SINCE.reason(),
          FailureCode.OTHER_TABLES_TOUCHED.reason(),
          FailureCode.STRUCTURE_UNSUPPORTED.reason(),
          FailureCode.RULES_ILLEGAL.reason(),
          FailureCode.TABLE_MISSING.reason(),
          FailureCode.LEDGER_DISAGREES.reason());

  @Override
  public StepResult evaluate(ReleaseView seen) {
    if (seen.journal().hasBegun(RestoreBackup.STEP)) {
      return new NotNeeded("the backup is being brought back");
    }
    var applied = seen.attempts().result(Apply.STEP, Applied.class);
    return applied.isPresent() ? by(applied.get(), seen) : withoutApplied(seen);
  }

  /** To ask the ledger ends whoever is at work in it, so nobody asks while an undo is under way. */
  private static StepResult withoutApplied(ReleaseView seen) {
    return switch (seen.attempts().last(STEP).map(JobAttempt::state).orElse(null)) {
      case Running(var on, _, var obstacle) ->
          WorkerStep.behind(obstacle, seen.now()).orElseGet(() -> new Wait(on, POLL));
      case Reported(var report, _) when report.outcome() == Outcome.DONE ->
          new Done(report.message());
      case null, default -> asked(seen);
    };
  }

  private static StepResult asked(ReleaseView seen) {
    return switch (Apply.askAgain(seen)) {
      case Done _ -> new Wait("what the ledger says", POLL);
      case Fail unknown when seen.isToldToRollBack() && WayBack.hasBackup(seen) ->
          new NotNeeded("the backup is brought back, as told: " + unknown.message());
      case StepResult other -> other;
    };
  }

  private static StepResult by(Applied applied, ReleaseView seen) {
    var file = applied.undo();
    if (file == null) {
      return new NotNeeded("the release has kept no undo file");
    }
    if (isLostTooOften(seen)) {
      return new NotNeeded("its worker was lost again and again, so the backup is brought back");
    }
    var result = carriedOut(seen, file);
    return result instanceof Fail refused ? otherwise(refused, seen) : result;
  }

  private static StepResult carriedOut(ReleaseView seen, UndoFile file) {
    return ReleaseWorker.ofTarget(seen, STEP)
        .carryOut(
            Persistence.UNDAUNTED,
            DEADLINE,
            (step, access) ->
                new UndoOrder(
                    WorkOrder.FORMAT_VERSION,
                    step,
                    access.database(),
                    access.readableBackups(),
                    seen.run().value(),
                    file,
                    seen.accepted()));
  }

  private static StepResult otherwise(Fail refused, ReleaseView seen) {
    if (FOREIGN_WRITES.contains(refused.reason()) && !seen.isToldToRollBack()) {
      return new Fail(
          "Held",
          "others have changed since what the release changed, and the backup would take that away,"
              + " too: "
              + refused.message());
    }
    return WayBack.hasBackup(seen)
        ? new NotNeeded("the undo is refused, so the backup is brought back: " + refused.message())
        : refused;
  }

  private static boolean isLostTooOften(ReleaseView seen) {
    return WayBack.hasBackup(seen)
        && seen.attempts()
            .last(STEP)
            .filter(it -> it.number() >= MOST_LOST)
            .map(JobAttempt::state)
            .filter(Lost.class::isInstance)
            .isPresent();
  }
}
