package dev.slipway.controllers.release;

import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.engine.order.ApplyOrder;
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
                    seen.isInterrupted(),
                    List.of()));
  }
}
