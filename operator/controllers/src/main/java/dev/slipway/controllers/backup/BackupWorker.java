package dev.slipway.controllers.backup;

import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.WorkerStep;
import dev.slipway.controllers.work.EnvironmentAccess;
import dev.slipway.controllers.work.RunId;
import dev.slipway.controllers.work.WorkerJob;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.RunStep;
import dev.slipway.engine.order.WorkOrder;
import dev.slipway.engine.order.WorkResult;
import java.time.Duration;

/** Has workers carry out a step of a backup. */
record BackupWorker(BackupView seen, String step) {
  private static final Duration DEADLINE = Duration.ofHours(12);

  /** Writes the order for an attempt. */
  @FunctionalInterface
  interface Order {
    WorkOrder write(RunStep step, EnvironmentAccess access);
  }

  /**
   * @param made what a worker tells that comes to a good end
   */
  StepResult carryOut(Persistence persistence, Class<? extends WorkResult> made, Order order) {
    return carryOut(persistence, made, order, Mounting.NOTHING);
  }

  StepResult carryOut(
      Persistence persistence, Class<? extends WorkResult> made, Order order, Mounting mounting) {
    var result =
        new WorkerStep(
                persistence,
                seen.generation(),
                attemptsBefore(),
                seen.now(),
                attempt -> job(attempt, mounting, order))
            .after(seen.attempts().last(step));
    return result instanceof Done && seen.attempts().result(step, made).isEmpty()
        ? new Fail(
            FailureCode.FORMAT_UNKNOWN.reason(),
            "the worker says that it is done, and not what it made: it is of another version")
        : result;
  }

  /** A Job that is gone may have left half of what it wrote: that is never gone on with. */
  private int attemptsBefore() {
    var status = seen.status();
    var hasBegun = status != null && status.startedAt() != null;
    return hasBegun && step.equals(seen.writingStep()) ? 1 : 0;
  }

  private WorkerJob job(int attempt, Mounting mounting, Order order) {
    var environment = seen.environment();
    var access = new EnvironmentAccess(environment.getSpec());
    var metadata = environment.getMetadata();
    var written =
        order.write(
            new RunStep(
                RunId.of(seen.backup()).value(),
                metadata.getUid(),
                metadata.getNamespace() + "." + metadata.getName(),
                step,
                attempt),
            access);
    return new WorkerJob(
        environment,
        seen.generation(),
        written,
        access.mounts(),
        mounting.claims(),
        seen.workerImage(),
        DEADLINE,
        mounting.runAs(),
        mounting.node(),
        null);
  }
}
