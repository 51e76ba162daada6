package dev.slipway.controllers.backup;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.backup.BackupScope;
import dev.slipway.api.environment.RunAs;
import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.Step;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.work.ClaimMount;
import dev.slipway.controllers.work.ClaimPlace;
import dev.slipway.controllers.work.ClaimUser;
import dev.slipway.engine.order.BackedUp;
import dev.slipway.engine.order.BackupOrder;
import dev.slipway.engine.order.WorkOrder;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has a worker write the backup and read it back: one is not done without the other. */
final class WriteBackup implements Step<BackupView> {
  static final String STEP = "BackUp";

  private static final Duration RECHECK = Duration.ofSeconds(15);

  @Override
  public String name() {
    return STEP;
  }

  @Override
  public StepResult evaluate(BackupView seen) {
    var claims = claims(seen);
    return switch (ClaimUser.of(seen.workloads(), claims)) {
      case ClaimUser.Contested(var message) when namesNobody(seen) ->
          whileAWorkerBegins(onNode(seen, null), "ClaimNotReadable", message);
      case ClaimUser.Contested _ -> onNode(seen, null);
      case ClaimUser.Known known -> onNode(seen, known.runAs());
    };
  }

  private static boolean namesNobody(BackupView seen) {
    var worker = seen.environment().getSpec().worker();
    return worker == null || worker.runAs() == null;
  }

  private static StepResult onNode(BackupView seen, @Nullable RunAs runAs) {
    return switch (seen.place()) {
      case ClaimPlace.Anywhere _ -> evaluate(seen, runAs, null);
      case ClaimPlace.OnNode(var node) -> evaluate(seen, runAs, node);
      case ClaimPlace.Taken(var reason, var message) ->
          whileAWorkerBegins(evaluate(seen, runAs, null), reason, message);
    };
  }

  /** Only a worker that is still to begin could be the wrong user, or in the wrong place. */
  private static StepResult whileAWorkerBegins(StepResult result, String reason, String message) {
    return result instanceof Act ? new Stall(reason, message, RECHECK) : result;
  }

  private static StepResult evaluate(
      BackupView seen, @Nullable RunAs runAs, @Nullable String node) {
    var claims = claims(seen);
    return new BackupWorker(seen, STEP)
        .carryOut(
            Persistence.DECIDED,
            BackedUp.class,
            (step, access) ->
                new BackupOrder(
                    WorkOrder.FORMAT_VERSION,
                    step,
                    access.database(),
                    access.backups(),
                    seen.backup().getMetadata().getUid(),
                    requireNonNullElse(seen.spec().description(), ""),
                    claims.stream().map(ClaimMount::mount).toList(),
                    access.app()),
            new Mounting(claims, runAs, node));
  }

  private static List<ClaimMount> claims(BackupView seen) {
    return seen.spec().scope() == BackupScope.FULL
        ? seen.environment().getSpec().storage().stream()
            .map(storage -> new ClaimMount(storage, true))
            .toList()
        : List.of();
  }
}
