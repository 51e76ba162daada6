package dev.slipway.controllers.environment;

import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Stall;
import java.time.Duration;

/** Who asks for secrecy that this version cannot give gets nothing, rather than less. */
final class RefuseUnsupported implements EnvironmentStep {
  private static final Duration RECHECK = Duration.ofHours(1);

  @Override
  public StepResult evaluate(EnvironmentView seen) {
    return NotSupportedYet.in(seen.spec())
        .whyNothing()
        .<StepResult>map(why -> new Stall(NotSupportedYet.REASON, why, RECHECK))
        .orElseGet(() -> new Done("what keeps secrets is supported"));
  }
}
