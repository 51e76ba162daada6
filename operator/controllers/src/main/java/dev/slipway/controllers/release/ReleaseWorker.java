package dev.slipway.controllers.release;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.WorkerStep;
import dev.slipway.controllers.work.EnvironmentAccess;
import dev.slipway.controllers.work.JobAttempt;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.controllers.work.WorkerJob;
import dev.slipway.engine.order.Outcome;
import dev.slipway.engine.order.RunStep;
import dev.slipway.engine.order.WorkOrder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Has workers of an environment carry out a step of a release. */
record ReleaseWorker(ReleaseView seen, AppEnvironment where, String step, String image) {
  /** Of the image that the run began with. */
  ReleaseWorker(ReleaseView seen, AppEnvironment where, String step) {
    this(seen, where, step, seen.workerImage());
  }

  /** Writes the order for one attempt. */
  @FunctionalInterface
  interface OrderWriter {
    WorkOrder write(RunStep step, EnvironmentAccess access);
  }

  static ReleaseWorker ofTarget(ReleaseView seen, String step) {
    return new ReleaseWorker(seen, seen.target(), step);
  }

  /** For what no worker of an earlier version has ever done. */
  ReleaseWorker withImage(String other) {
    return new ReleaseWorker(seen, where, step, other);
  }

  StepResult carryOut(Persistence persistence, Duration deadline, OrderWriter writer) {
    if (isDoneForAnotherPlan()) {
      return another(persistence, deadline, writer);
    }
    return new WorkerStep(
            persistence,
            seen.generation(),
            attemptsBefore(),
            seen.now(),
            attempt -> job(attempt, deadline, writer))
        .after(seen.attempts().last(step));
  }

  /** Somebody has changed the plan while a worker did what it said before. */
  private boolean isDoneForAnotherPlan() {
    return Basis.isPartOf(step)
        && seen.attempts()
            .last(step)
            .filter(it -> it.number() >= attemptsBefore())
            .filter(this::wasToldOtherwise)
            .filter(
                it ->
                    it.state() instanceof Reported(var report, _)
                        && report.outcome() == Outcome.DONE)
            .isPresent();
  }

  private boolean wasToldOtherwise(JobAttempt attempt) {
    return attempt.basis() == null
        ? attempt.generation() != seen.generation()
        : !attempt.basis().equals(Basis.told(step, seen));
  }

  /** The next one, whatever the last one has reported. */
  StepResult another(Persistence persistence, Duration deadline, OrderWriter writer) {
    var before = seen.attempts().last(step).map(JobAttempt::number).orElse(0);
    return new WorkerStep(
            persistence,
            seen.generation(),
            Math.max(before, attemptsBefore()),
            seen.now(),
            attempt -> job(attempt, deadline, writer))
        .after(Optional.empty());
  }

  private WorkerJob job(int attempt, Duration deadline, OrderWriter writer) {
    var metadata = where.getMetadata();
    var access = new EnvironmentAccess(where.getSpec());
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
            where, seen.generation(), order, access.mounts(), List.of(), image, deadline)
        .withBasis(Basis.told(step, seen));
  }

  /** Whether a worker may have been at a step, as far as its Jobs and the journal tell. */
  static boolean wasStarted(String step, ReleaseView seen) {
    return seen.attempts().last(step).isPresent() || seen.journal().attempts(step) > 0;
  }

  private int attemptsBefore() {
    return seen.journal().attempts(step);
  }
}
