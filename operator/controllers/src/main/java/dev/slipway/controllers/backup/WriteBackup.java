package dev.slipway.controllers.backup;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.backup.BackupScope;
import dev.slipway.api.environment.RunAs;
import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.Step;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.WorkerStep;
import dev.slipway.controllers.work.ClaimMount;
import dev.slipway.controllers.work.ClaimUser;
import dev.slipway.controllers.work.EnvironmentAccess;
import dev.slipway.controllers.work.RunId;
import dev.slipway.controllers.work.WorkerJob;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.BackedUp;
import dev.slipway.engine.order.BackupOrder;
import dev.slipway.engine.order.RunStep;
import dev.slipway.engine.order.WorkOrder;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has a worker write the backup and read it back: one is not done without the other. */
final class WriteBackup implements Step<BackupView> {
  static final String STEP = "BackUp";

  private static final Duration DEADLINE = Duration.ofHours(12);
  private static final Duration RECHECK = Duration.ofSeconds(15);

  @Override
  public String name() {
    return STEP;
  }

  @Override
  public StepResult evaluate(BackupView seen) {
    return switch (ClaimUser.of(seen.workloads(), claims(seen))) {
      case ClaimUser.Contested(var message) when namesNobody(seen) ->
          whileAWorkerBegins(evaluate(seen, null), message);
      case ClaimUser.Contested _ -> evaluate(seen, null);
      case ClaimUser.Known known -> evaluate(seen, known.runAs());
    };
  }

  private static boolean namesNobody(BackupView seen) {
    var worker = seen.environment().getSpec().worker();
    return worker == null || worker.runAs() == null;
  }

  /** Only a worker that is still to begin could be the wrong user. */
  private static StepResult whileAWorkerBegins(StepResult result, String contested) {
    return result instanceof Act ? new Stall("ClaimNotReadable", contested, RECHECK) : result;
  }

  private static StepResult evaluate(BackupView seen, @Nullable RunAs runAs) {
    var result =
        new WorkerStep(
                Persistence.DECIDED,
                seen.generation(),
                0,
                seen.now(),
                attempt -> job(seen, runAs, attempt))
            .after(seen.lastAttempt());
    return result instanceof Done && seen.attempts().result(STEP, BackedUp.class).isEmpty()
        ? new Fail(
            FailureCode.FORMAT_UNKNOWN.reason(),
            "the worker says that it is done, and not what it made: it is of another version")
        : result;
  }

  private static WorkerJob job(BackupView seen, @Nullable RunAs runAs, int attempt) {
    var environment = seen.environment();
    var access = new EnvironmentAccess(environment.getSpec());
    var claims = claims(seen);
    var order =
        new BackupOrder(
            WorkOrder.FORMAT_VERSION,
            runStep(seen, attempt),
            access.database(),
            access.backups(),
            seen.backup().getMetadata().getUid(),
            requireNonNullElse(seen.spec().description(), ""),
            claims.stream().map(ClaimMount::mount).toList(),
            access.app());
    return new WorkerJob(
        environment,
        seen.generation(),
        order,
        access.mounts(),
        claims,
        seen.workerImage(),
        DEADLINE,
        runAs);
  }

  private static RunStep runStep(BackupView seen, int attempt) {
    var environment = seen.environment().getMetadata();
    return new RunStep(
        RunId.of(seen.backup()).value(),
        environment.getUid(),
        environment.getNamespace() + "." + environment.getName(),
        STEP,
        attempt);
  }

  private static List<ClaimMount> claims(BackupView seen) {
    return seen.spec().scope() == BackupScope.FULL
        ? seen.environment().getSpec().storage().stream()
            .map(storage -> new ClaimMount(storage, true))
            .toList()
        : List.of();
  }
}
