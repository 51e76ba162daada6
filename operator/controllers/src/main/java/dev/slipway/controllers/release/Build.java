package dev.slipway.controllers.release;

import dev.slipway.api.environment.Exports;
import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.engine.order.BuildOrder;
import dev.slipway.engine.order.WorkOrder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Has the migration file written, by a worker of the source. */
final class Build implements ReleaseStep {
  static final String STEP = "Build";

  private static final Duration DEADLINE = Duration.ofHours(6);

  @Override
  public StepResult evaluate(ReleaseView seen) {
    if (seen.spec().source().environments() == null) {
      return new NotNeeded("the file is there: " + seen.requireFile());
    }
    var source = seen.source().environment();
    if (source == null) {
      return FindSource.missing(seen.spec().source().environments().getFirst());
    }
    var withheld =
        Optional.ofNullable(source.getSpec().exports()).map(Exports::deny).orElse(List.of());
    return new ReleaseWorker(seen, source, STEP)
        .carryOut(
            Persistence.PATIENT,
            DEADLINE,
            (step, access) ->
                new BuildOrder(
                    WorkOrder.FORMAT_VERSION,
                    step,
                    access.database(),
                    access.releases(),
                    access.app(),
                    RulesJson.of(seen.spec().rules()),
                    withheld));
  }
}
