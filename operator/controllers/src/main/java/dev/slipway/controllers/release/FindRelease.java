package dev.slipway.controllers.release;

import dev.slipway.api.environment.AppEnvironmentStatus;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import java.util.Optional;

/** What a person wants taken back has to be what the target runs still. */
final class FindRelease implements ReleaseStep {
  static final String STEP = "FindRelease";

  private static final ReleaseStep TARGET = new FindTarget();

  @Override
  public StepResult evaluate(ReleaseView seen) {
    var target = TARGET.evaluate(seen);
    return target instanceof Done ? stillThere(seen) : target;
  }

  private static StepResult stillThere(ReleaseView seen) {
    var file = seen.requireFile();
    var current =
        Optional.ofNullable(seen.target().getStatus())
            .map(AppEnvironmentStatus::currentFile)
            .orElse("another file");
    return file.equals(current)
        ? new Done("the target runs " + file)
        : new Fail(
            "LaterRelease",
            "AppEnvironment "
                + seen.spec().target()
                + " runs "
                + current
                + " by now, not "
                + file
                + ": take that back first, release an earlier file, or restore a backup");
  }
}
