package dev.slipway.controllers.backup;

import static java.util.Objects.requireNonNull;

import dev.slipway.api.environment.Scratch;
import dev.slipway.controllers.step.Step;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.Stall;
import java.time.Duration;

/**
 * Has a worker restore the backup where nobody works, and count. What only stands in the way of
 * that is waited for, for a day.
 */
final class ProveBackup implements Step<BackupView> {
  static final String STEP = "Prove";

  private static final Duration RECHECK = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofDays(1);

  @Override
  public String name() {
    return STEP;
  }

  @Override
  public StepResult evaluate(BackupView seen) {
    var scratch = seen.environment().getSpec().backups().scratch();
    var result =
        scratch == null
            ? new Stall(
                "ScratchMissing",
                "AppEnvironment %s does not say where backups are restored to prove them: give backups.scratch"
                    .formatted(seen.spec().environment()),
                RECHECK)
            : prove(seen, scratch);
    return result instanceof Stall(var reason, var message, _) && isOverdue(seen)
        ? new Fail(reason, "it could not be proven for a day: " + message)
        : result;
  }

  private static StepResult prove(BackupView seen, Scratch scratch) {
    var location = requireNonNull(new BackupContents(seen).of().location(), "it was written");
    return new Proof(seen, STEP).of(location, scratch);
  }

  private static boolean isOverdue(BackupView seen) {
    var status = seen.status();
    return status != null
        && status.startedAt() != null
        && seen.adopted() == null
        && seen.now().isAfter(status.startedAt().plus(PATIENCE));
  }
}
