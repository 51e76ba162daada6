package dev.slipway.controllers.environment;

import dev.slipway.api.environment.Fence;
import dev.slipway.controllers.quiesce.EnvironmentLock;
import dev.slipway.controllers.quiesce.Recording;
import dev.slipway.controllers.quiesce.Reopening;
import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.step.WorkerStep;
import dev.slipway.controllers.work.EnvironmentAccess;
import dev.slipway.controllers.work.RunId;
import dev.slipway.controllers.work.WorkerJob;
import dev.slipway.engine.order.FenceOrder;
import dev.slipway.engine.order.RunStep;
import dev.slipway.engine.order.WorkOrder;
import java.time.Duration;
import java.util.List;

/** Opens an app that was closed by somebody who is gone, as its objects say that it was. */
final class ReopenOrphan implements EnvironmentStep {
  static final String STEP = "LowerOrphanedFence";

  private static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final Duration POLL = Duration.ofSeconds(5);

  /** Users were kept out for long enough. */
  private static final Duration LONG_AGO = Duration.ofDays(1);

  @Override
  public StepResult evaluate(EnvironmentView seen) {
    var orphan = seen.orphan();
    if (orphan == null) {
      return new Done("nobody has left it closed");
    }
    if (!orphan.atWork().isEmpty()) {
      return new Wait("Job " + String.join(", ", orphan.atWork()) + " to end", POLL);
    }
    var fence = lowered(orphan, seen);
    return fence instanceof Done || fence instanceof NotNeeded ? reopened(orphan, seen) : fence;
  }

  private static StepResult lowered(Orphan orphan, EnvironmentView seen) {
    return seen.spec().quiesce().fence() == Fence.NONE
        ? new NotNeeded("quiesce.fence is None")
        : new WorkerStep(
                Persistence.STUBBORN,
                seen.generation(),
                0,
                seen.now(),
                attempt -> job(attempt, orphan, seen))
            .after(orphan.attempts().last(STEP));
  }

  private static StepResult reopened(Orphan orphan, EnvironmentView seen) {
    var app = orphan.app();
    var opened = Reopening.next(app, Recording.of(app, seen.now()), LONG_AGO);
    return opened instanceof Done(var note)
        ? EnvironmentLock.giveUp(app)
            .<StepResult>map(
                it -> new Act(it, "what " + orphan.inWords() + " left closed is open: " + note))
            .orElseGet(() -> new Done(note))
        : opened;
  }

  private static WorkerJob job(int attempt, Orphan orphan, EnvironmentView seen) {
    var metadata = seen.environment().getMetadata();
    var access = new EnvironmentAccess(seen.spec());
    var step =
        new RunStep(
            RunId.of(seen.environment(), Orphan.nonce(orphan.by())).value(),
            metadata.getUid(),
            metadata.getNamespace() + "." + metadata.getName(),
            STEP,
            attempt);
    var order = new FenceOrder(WorkOrder.FORMAT_VERSION, step, access.database(), false);
    return new WorkerJob(
        seen.environment(),
        seen.generation(),
        order,
        access.mounts(),
        List.of(),
        seen.workerImage(),
        DEADLINE);
  }
}
