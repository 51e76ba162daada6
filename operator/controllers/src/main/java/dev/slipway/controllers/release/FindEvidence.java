package dev.slipway.controllers.release;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.environment.Evidence;
import dev.slipway.api.environment.Upstream;
import dev.slipway.controllers.step.Durations;
import dev.slipway.controllers.step.Persistence;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.engine.order.EvidenceOrder;
import dev.slipway.engine.order.WorkOrder;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The same as {@link FindValidation} for environments of other clusters, which a worker asks for.
 */
class FindEvidence implements ReleaseStep {
  private static final Duration DEADLINE = Duration.ofMinutes(10);

  @Override
  public StepResult evaluate(ReleaseView seen) {
    var wanted = wanted(seen);
    if (wanted.isEmpty()) {
      return new NotNeeded("no environment of another cluster comes before the target");
    }
    if (seen.journal().hasBegun(LockEnvironment.STEP)) {
      return new NotNeeded("the release is under way");
    }
    return ReleaseWorker.ofTarget(seen, name())
        .withImage(seen.operatorImage())
        .carryOut(
            Persistence.PATIENT,
            DEADLINE,
            (step, access) ->
                new EvidenceOrder(
                    WorkOrder.FORMAT_VERSION,
                    step,
                    access.releases(),
                    seen.target().getSpec().app(),
                    seen.requireFile(),
                    wanted));
  }

  private static List<EvidenceOrder.Wanted> wanted(ReleaseView seen) {
    return requireNonNullElse(seen.target().getSpec().promotesFrom(), List.<Upstream>of()).stream()
        .flatMap(it -> wanted(it.evidence(), it.soak()))
        .toList();
  }

  private static Stream<EvidenceOrder.Wanted> wanted(
      @Nullable Evidence evidence, @Nullable String soak) {
    return evidence == null
        ? Stream.empty()
        : Stream.of(
            new EvidenceOrder.Wanted(
                evidence.environment(), soak == null ? 0 : Durations.parse(soak).toSeconds()));
  }
}
