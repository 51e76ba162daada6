package dev.slipway.controllers.release;

import dev.slipway.controllers.environment.ValidatedFiles;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.engine.order.Previewed;

/**
 * Nothing is touched for a file that the target runs already, proven there, where applying it again
 * would change nothing.
 */
final class CheckCurrentFile implements ReleaseStep {
  static final String STEP = "CheckCurrentFile";

  @Override
  public StepResult evaluate(ReleaseView seen) {
    var status = seen.target().getStatus();
    if (seen.journal().hasBegun(LockEnvironment.STEP)) {
      return new NotNeeded("the release is under way");
    }
    if (status == null || !seen.requireFile().equals(status.currentFile())) {
      return new NotNeeded("the target runs another file");
    }
    if (ValidatedFiles.find(seen.target(), seen.requireFile()).isEmpty()) {
      return new NotNeeded("the target runs this file, which is not validated there");
    }
    return Conditions.holds(status.conditions(), "Drifted") || !changesNothing(seen)
        ? new NotNeeded("the target runs this file, and was changed since")
        : new Done(
            "the target runs this very file, validated and unchanged: nothing is to be done");
  }

  /** As a worker has just seen it; where nobody knows any more, the release goes its way. */
  private static boolean changesNothing(ReleaseView seen) {
    return seen.attempts()
        .result(Preview.STEP, Previewed.class)
        .filter(it -> it.added() + it.changed() + it.removed() + it.statements() == 0)
        .isPresent();
  }
}
