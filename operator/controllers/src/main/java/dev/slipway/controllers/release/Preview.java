package dev.slipway.controllers.release;

import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.engine.order.PreviewOrder;
import dev.slipway.engine.order.WorkOrder;
import java.time.Duration;

/** Finds out what the file would do to the target, while the app is still open. */
final class Preview implements ReleaseStep {
  static final String STEP = "Preview";

  private static final Duration DEADLINE = Duration.ofHours(2);

  @Override
  public StepResult evaluate(ReleaseView seen) {
    return ReleaseWorker.ofTarget(seen, STEP)
        .carryOut(
            Persistence.PATIENT,
            DEADLINE,
            (step, access) ->
                new PreviewOrder(
                    WorkOrder.FORMAT_VERSION,
                    step,
                    access.database(),
                    access.releases(),
                    access.readableBackups(),
                    access.app(),
                    seen.requireFile(),
                    seen.mayDestroy(),
                    seen.accepted()));
  }
}
