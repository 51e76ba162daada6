package dev.slipway.controllers.release;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who comes first of those that could begin. One whose window is closed, or that nobody may touch,
 * keeps nobody waiting.
 */
record Queue(ReleaseView seen) {
  private static final Set<PlanPhase> CLOSED =
      EnumSet.of(
          PlanPhase.QUIESCING,
          PlanPhase.BACKING_UP,
          PlanPhase.MIGRATING,
          PlanPhase.RESTARTING,
          PlanPhase.VALIDATING,
          PlanPhase.WAITING_FOR_SIGN_OFF,
          PlanPhase.REOPENING,
          PlanPhase.ROLLING_BACK,
          PlanPhase.NEEDS_ATTENTION);

  private static final Duration RECHECK = Duration.ofSeconds(5);
  private static final Comparator<HasMetadata> BY_AGE =
      comparing(
          HasMetadata::getMetadata,
          comparing(ObjectMeta::getCreationTimestamp, nullsLast(naturalOrder()))
              .thenComparing(ObjectMeta::getName));

  /** What is awaited, where others come first. */
  Optional<StepResult> behind(Optional<String> holder) {
    var ahead = ahead();
    var next =
        ahead.isEmpty()
            ? holder.or(this::holderNextDoor)
            : Optional.of("MigrationPlan " + ahead.getLast().getMetadata().getName());
    return next.map(it -> new Wait(place(ahead.size() + 1) + it, RECHECK));
  }

  /** What is closed by the same workloads or in the same database. */
  private Optional<String> holderNextDoor() {
    return seen.around().rivals().stream()
        .filter(it -> !it.getSpec().target().equals(seen.spec().target()))
        .filter(it -> CLOSED.contains(ReleaseStatuses.phaseOf(it)))
        .map(
            it ->
                "MigrationPlan "
                    + it.getMetadata().getName()
                    + " of AppEnvironment "
                    + it.getSpec().target()
                    + ", which has the same workloads or database")
        .findFirst();
  }

  private String place(int position) {
    return "position " + position + " in the queue of " + seen.spec().target() + ", behind ";
  }

  private List<MigrationPlan> ahead() {
    return seen.around().rivals().stream()
        .filter(this::isWaiting)
        .filter(it -> BY_AGE.compare(it, seen.plan()) < 0)
        .sorted(BY_AGE)
        .toList();
  }

  private boolean isWaiting(MigrationPlan rival) {
    var metadata = rival.getMetadata();
    var annotations = metadata.getAnnotations();
    return ReleaseStatuses.phaseOf(rival) == PlanPhase.WAITING_FOR_WINDOW
        && metadata.getDeletionTimestamp() == null
        && !rival.getSpec().abort()
        && (annotations == null || !"disabled".equals(annotations.get(Labels.RECONCILE)))
        && WindowGate.of(rival, seen.now()).isOpen();
  }
}
