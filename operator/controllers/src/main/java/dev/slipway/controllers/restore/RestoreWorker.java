package dev.slipway.controllers.restore;

import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.WorkerStep;
import dev.slipway.controllers.work.EnvironmentAccess;
import dev.slipway.controllers.work.WorkerJob;
import dev.slipway.engine.order.RunStep;
import dev.slipway.engine.order.WorkOrder;
import java.time.Duration;

/**
 * Has workers carry out a step of a restore.
 *
 * @param claims that they mount
 */
record RestoreWorker(RestoreView seen, String step, RestoredClaims claims) {
  /** Writes the order for one attempt. */
  @FunctionalInterface
  interface OrderWriter {
    WorkOrder write(RunStep step, EnvironmentAccess access);
  }

  RestoreWorker(RestoreView seen, String step) {
    this(seen, step, RestoredClaims.NONE);
  }

  StepResult carryOut(Persistence persistence, Duration deadline, OrderWriter writer) {
    return new WorkerStep(
            persistence,
            seen.generation(),
            seen.journal().attempts(step),
            seen.now(),
            attempt -> job(attempt, deadline, writer))
        .after(seen.attempts().last(step));
  }

  /** Whether a worker may have been at a step, as far as its Jobs and the journal tell. */
  static boolean wasStarted(String step, RestoreView seen) {
    return seen.attempts().last(step).isPresent() || seen.journal().attempts(step) > 0;
  }

  private WorkerJob job(int attempt, Duration deadline, OrderWriter writer) {
    var metadata = seen.target().getMetadata();
    var access = new EnvironmentAccess(seen.target().getSpec());
    var order =
        writer.write(
            new RunStep(
                seen.run().value(),
                metadata.getUid(),
                metadata.getNamespace() + "." + metadata.getName(),
                step,
                attempt),
            access);
    return new WorkerJob(
        seen.target(),
        seen.generation(),
        order,
        access.mounts(),
        claims.mounts(),
        seen.workerImage(),
        deadline,
        claims.runAs());
  }
}
