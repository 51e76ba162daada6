package dev.slipway.controllers.release;

import dev.slipway.api.environment.Exports;
import dev.slipway.api.plan.MigrationPlanSpec;
import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.engine.order.BuildOrder;
import dev.slipway.engine.order.WorkOrder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Has the migration file of a source written, by a worker there.
 *
 * @param number of the source among those of the plan; the first is 1
 */
record Build(int number) implements ReleaseStep {
  static final String STEP = "Build";

  /** As many as a plan can name. */
  private static final int MOST_SOURCES = 16;

  private static final Duration DEADLINE = Duration.ofHours(6);

  /** One for every source that a plan may have. */
  static ReleaseStep[] ofEach() {
    return IntStream.rangeClosed(1, MOST_SOURCES).mapToObj(Build::new).toArray(Build[]::new);
  }

  static String step(int number) {
    return number == 1 ? STEP : STEP + number;
  }

  @Override
  public String name() {
    return step(number);
  }

  @Override
  public boolean isPartOf(MigrationPlanSpec plan) {
    return number == 1 || number <= Sources.named(plan).size();
  }

  @Override
  public StepResult evaluate(ReleaseView seen) {
    var sources = Sources.named(seen.spec());
    if (sources.isEmpty()) {
      return new NotNeeded("the file is there: " + seen.requireFile());
    }
    var wanted = sources.get(number - 1);
    var found = seen.source().environment(wanted);
    if (found.isEmpty()) {
      return FindSource.missing(wanted);
    }
    var source = found.get();
    var withheld =
        Optional.ofNullable(source.getSpec().exports()).map(Exports::deny).orElse(List.of());
    return new ReleaseWorker(seen, source, name())
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
