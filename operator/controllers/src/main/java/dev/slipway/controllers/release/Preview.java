package dev.slipway.controllers.release;

import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.work.EnvironmentAccess;
import dev.slipway.engine.order.PreviewOrder;
import dev.slipway.engine.order.WorkOrder;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
                    seen.accepted(),
                    variables(seen, access)));
  }

  /** A run that began with an older image keeps it, and that one does not know of them. */
  private static @Nullable List<String> variables(ReleaseView seen, EnvironmentAccess access) {
    return seen.workerImage().equals(seen.operatorImage()) ? access.variables() : null;
  }
}
