package dev.slipway.controllers.backup;

import dev.slipway.controllers.step.Step;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.JobState.Running;
import dev.slipway.controllers.work.Labels;
import dev.slipway.engine.order.BackedUp;
import java.time.Duration;

/** One that the clock has made does not begin, nor begin again, while a release holds the app. */
final class AwaitRelease implements Step<BackupView> {
  private static final Duration RECHECK = Duration.ofSeconds(15);

  @Override
  public StepResult evaluate(BackupView seen) {
    var status = seen.environment().getStatus();
    var holder = status == null ? null : status.busyWith();
    return holder != null && Labels.SCHEDULED.equals(seen.reason()) && isToBegin(seen)
        ? new Wait("%s %s, which holds the app".formatted(holder.kind(), holder.name()), RECHECK)
        : new Done("nobody holds the app");
  }

  private static boolean isToBegin(BackupView seen) {
    var isWritten = seen.attempts().result(WriteBackup.STEP, BackedUp.class);
    return isWritten.isEmpty()
        && seen.lastAttempt().filter(it -> it.state() instanceof Running).isEmpty();
  }
}
