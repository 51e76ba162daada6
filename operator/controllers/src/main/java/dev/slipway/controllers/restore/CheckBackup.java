package dev.slipway.controllers.restore;

import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import java.time.Duration;

/**
 * A worker looks whether the backup can be opened and may go where it is to go, while the app is
 * still open: what people have to mend costs nobody a minute.
 */
final class CheckBackup implements RestoreStep {
  static final String STEP = "CheckBackup";

  private static final Duration DEADLINE = Duration.ofHours(1);

  @Override
  public StepResult evaluate(RestoreView seen) {
    var question = new BringBack(seen, RestoredClaims.NONE);
    return new RestoreWorker(seen, STEP)
        .carryOut(
            Persistence.PATIENT, DEADLINE, (step, access) -> question.order(step, access).asked());
  }
}
