package dev.slipway.controllers.release;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.reverseOrder;
import static java.util.Objects.requireNonNull;

import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.plan.MigrationPlanStatus;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.status.StepState;
import dev.slipway.api.status.StepStatus;
import dev.slipway.controllers.step.Journal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * For how long the last releases of a target kept its app closed, as their plans tell. The quickest
 * counts: what went wrong once is not expected again.
 */
record Experience(List<MigrationPlanStatus> last) {
  private static final int SOME = 3;

  /** What they took says nothing of another release. */
  private static final Set<String> OF_THE_RELEASE =
      Set.of(BackUp.STEP, Apply.STEP, Soak.STEP, AwaitSignOff.STEP);

  static Experience of(String target, List<MigrationPlan> plans) {
    return new Experience(
        plans.stream()
            .filter(it -> it.getSpec().target().equals(target))
            .map(MigrationPlan::getStatus)
            .filter(Experience::tells)
            .sorted(comparing(it -> requireNonNull(it.finishedAt()), reverseOrder()))
            .limit(SOME)
            .toList());
  }

  /** One that waited for a person tells how long that person took. */
  private static boolean tells(MigrationPlanStatus status) {
    return status != null
        && status.phase() == PlanPhase.SUCCEEDED
        && status.resolvedNonce() == null
        && status.finishedAt() != null
        && status.maintenanceSeconds() != null;
  }

  /** Closing, restarting, checking and opening: all that is about the app more than the release. */
  Optional<Duration> around() {
    return last.stream().map(Experience::around).min(naturalOrder());
  }

  Optional<Duration> backup() {
    return last.stream().flatMap(it -> took(BackUp.STEP, it).stream()).min(naturalOrder());
  }

  private static Duration around(MigrationPlanStatus status) {
    var rest = Duration.ofSeconds(requireNonNull(status.maintenanceSeconds()));
    for (var step : OF_THE_RELEASE) {
      rest = rest.minus(took(step, status).orElse(Duration.ZERO));
    }
    return rest.isNegative() ? Duration.ZERO : rest;
  }

  private static Optional<Duration> took(String step, MigrationPlanStatus status) {
    return Journal.of(status.steps())
        .entry(step)
        .filter(it -> it.state() == StepState.DONE)
        .flatMap(Experience::length);
  }

  private static Optional<Duration> length(StepStatus step) {
    var start = step.startedAt();
    var end = step.finishedAt();
    return start == null || end == null
        ? Optional.empty()
        : Optional.of(Duration.between(start, end));
  }
}
