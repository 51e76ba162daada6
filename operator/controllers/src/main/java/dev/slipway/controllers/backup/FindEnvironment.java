package dev.slipway.controllers.backup;

import dev.slipway.controllers.step.MissingRights;
import dev.slipway.controllers.step.Step;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Stall;
import java.time.Duration;

/**
 * The environment says where database and store are. It need not be Ready: a backup may be made
 * because it is not.
 */
final class FindEnvironment implements Step<BackupView> {
  private static final Duration RECHECK = Duration.ofSeconds(15);

  @Override
  public StepResult evaluate(BackupView seen) {
    if (seen.forbidden() != null) {
      return MissingRights.stall(seen.namespace(), seen.forbidden());
    }
    return seen.found() == null
        ? new Stall(
            "EnvironmentMissing",
            "there is no AppEnvironment "
                + seen.spec().environment()
                + " in namespace "
                + seen.namespace()
                + ": create it, or make a Backup that names another",
            RECHECK)
        : new Done("the environment is there");
  }
}
