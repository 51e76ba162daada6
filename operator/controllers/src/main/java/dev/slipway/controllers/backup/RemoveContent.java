package dev.slipway.controllers.backup;

import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.Finalizer;
import dev.slipway.controllers.step.MissingRights;
import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.Step;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.JobState.Running;
import dev.slipway.engine.order.RemoveOrder;
import dev.slipway.engine.order.Removed;
import dev.slipway.engine.order.WorkOrder;
import java.time.Duration;
import java.util.Optional;

/**
 * Has a worker take away what is stored, and lets the object go. Where its environment is gone
 * there is nobody any more who could open the store: then what is stored stays.
 */
final class RemoveContent implements Step<BackupView> {
  static final String STEP = "Remove";

  private static final Duration RECHECK = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofSeconds(5);

  @Override
  public String name() {
    return STEP;
  }

  @Override
  public StepResult evaluate(BackupView seen) {
    if (seen.forbidden() != null) {
      return MissingRights.stall(seen.namespace(), seen.forbidden());
    }
    if (seen.found() == null) {
      return end(seen, "its environment is gone, and what is stored stays");
    }
    var user = seen.user();
    if (user != null) {
      return user.isBackup()
          ? end(seen, "%s is of the same, and what is stored stays".formatted(user.words()))
          : new Stall(
              "BackupInUse",
              "%s needs it: it goes once that has ended".formatted(user.words()),
              RECHECK);
    }
    return writer(seen)
        .<StepResult>map(running -> new Wait(running.on() + ", which still writes", POLL))
        .orElseGet(() -> remove(seen));
  }

  private static Optional<Running> writer(BackupView seen) {
    return seen.lastAttempt()
        .map(attempt -> attempt.state())
        .filter(Running.class::isInstance)
        .map(Running.class::cast);
  }

  private static StepResult remove(BackupView seen) {
    var location = location(seen);
    if (location.isEmpty()) {
      return end(seen, "nothing is stored");
    }
    var result =
        new BackupWorker(seen, STEP)
            .carryOut(
                Persistence.PATIENT,
                Removed.class,
                (step, access) ->
                    new RemoveOrder(
                        WorkOrder.FORMAT_VERSION, step, access.backups(), location.get()));
    return result instanceof Done(var note) ? end(seen, note) : result;
  }

  /** One that was given up is stored in part, where it would have been. */
  private static Optional<String> location(BackupView seen) {
    var status = seen.status();
    if (status != null && status.location() != null) {
      return Optional.of(status.location());
    }
    return seen.adopted() == null
        ? Optional.of(seen.spec().environment() + "/" + seen.backup().getMetadata().getUid())
        : Optional.empty();
  }

  private static StepResult end(BackupView seen, String note) {
    var backup = seen.backup();
    if (!seen.isDeleted()) {
      return new Act(new Action.Delete(backup), note);
    }
    return Finalizer.isHeld(backup, HoldContent.FINALIZER)
        ? new Act(Finalizer.release(backup, HoldContent.FINALIZER), note)
        : new Done(note);
  }
}
