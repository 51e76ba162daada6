package dev.slipway.controllers.release;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.status.StepState;
import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.engine.order.ApplyOrder;
import dev.slipway.engine.order.KnownStep;
import dev.slipway.engine.order.WorkOrder;
import java.time.Duration;
import java.util.List;

/**
 * The change, in one transaction. A worker that is lost leaves open whether it came to COMMIT, so
 * there is always another one, which finds that out: once the release is to end it does no more
 * than that.
 */
final class Apply implements ReleaseStep {
  static final String STEP = "Apply";

  private static final Duration DEADLINE = Duration.ofHours(6);

  @Override
  public StepResult evaluate(ReleaseView seen) {
    return carriedOut(seen, seen.isInterrupted());
  }

  /** What it has done, from the ledger where nobody else knows it any more. */
  static StepResult askAgain(ReleaseView seen) {
    return carriedOut(seen, true);
  }

  private static StepResult carriedOut(ReleaseView seen, boolean onlyAsk) {
    return ReleaseWorker.ofTarget(seen, STEP)
        .carryOut(
            Persistence.UNDAUNTED,
            DEADLINE,
            (step, access) ->
                new ApplyOrder(
                    WorkOrder.FORMAT_VERSION,
                    step,
                    access.database(),
                    access.releases(),
                    access.readableBackups(),
                    access.app(),
                    seen.requireFile(),
                    seen.approvedPreview(),
                    seen.mayDestroy(),
                    seen.accepted(),
                    onlyAsk,
                    known(seen)));
  }

  /** What was reported done, and what the database has to know unless it was set back. */
  private static List<KnownStep> known(ReleaseView seen) {
    return seen.journal().entry(STEP).filter(it -> it.state() == StepState.DONE).stream()
        .map(
            it ->
                new KnownStep(
                    seen.run().value(),
                    STEP,
                    seen.requireFile(),
                    0,
                    requireNonNullElse(it.finishedAt(), seen.now()).toString()))
        .toList();
  }
}
