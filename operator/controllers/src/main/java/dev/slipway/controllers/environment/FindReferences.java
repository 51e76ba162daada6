package dev.slipway.controllers.environment;

import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Stall;
import java.time.Duration;

/** Everything that the spec names has to be there. */
final class FindReferences implements EnvironmentStep {
  private static final Duration RECHECK = Duration.ofMinutes(1);

  @Override
  public StepResult evaluate(EnvironmentView seen) {
    var missing = new References(seen.spec()).missingFrom(seen.objects());
    if (missing.isEmpty()) {
      return new Done("all that the spec names is there");
    }
    return new Stall(
        "ReferenceMissing",
        "not found in namespace "
            + seen.environment().getMetadata().getNamespace()
            + ": "
            + String.join(", ", missing)
            + "; create it, or correct its name",
        RECHECK);
  }
}
