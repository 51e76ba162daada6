package dev.slipway.controllers.release;

import static dev.slipway.api.plan.PlanPhase.PENDING;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.plan.EffectivePlan;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.plan.MigrationPlanStatus;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.plan.ResolveAction;
import dev.slipway.api.status.RunStatus;
import dev.slipway.controllers.step.Journal;
import dev.slipway.controllers.work.RunId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The runs of one plan: each nonce makes one, and none is made twice. */
final class Runs {
  private static final int KEPT = 32;

  private Runs() {}

  /** The run under way keeps its nonce, whatever the spec says by now. */
  static String nonceOf(MigrationPlan plan) {
    var status = plan.getStatus();
    var kept = status == null ? null : status.effective();
    if (kept != null && kept.runNonce() != null) {
      return kept.runNonce();
    }
    var hasBegun = status != null && status.phase() != null && status.phase() != PENDING;
    return hasBegun ? "" : requireNonNullElse(plan.getSpec().runNonce(), "");
  }

  static RunId idOf(MigrationPlan plan) {
    return RunId.of(plan, nonceOf(plan));
  }

  /** What was aborted is not run again, nor is what goes. */
  static boolean isWantedAgain(MigrationPlan plan) {
    var nonce = plan.getSpec().runNonce();
    var status = plan.getStatus();
    return nonce != null
        && !nonce.isEmpty()
        && status != null
        && status.phase() != null
        && status.phase().isEnd()
        && !plan.getSpec().abort()
        && plan.getMetadata().getDeletionTimestamp() == null
        && Stream.concat(Stream.of(nonceOf(plan)), status.runs().stream().map(RunStatus::nonce))
            .noneMatch(nonce::equals);
  }

  /** The status with which the next run begins: of those before only their ends are left. */
  static MigrationPlanStatus anew(MigrationPlan plan) {
    var before = plan.getStatus();
    return new MigrationPlanStatus(
        List.of(),
        null,
        PENDING,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        null,
        List.of(),
        null,
        null,
        new EffectivePlan(null, null, null, plan.getSpec().runNonce()),
        null,
        null,
        before.runs(),
        before.resolvedNonce(),
        null,
        null,
        null,
        null);
  }

  /** Whether a person wants taken back what has succeeded. */
  static boolean isToBeTakenBack(MigrationPlan plan) {
    var answer = plan.getSpec().resolve();
    var status = plan.getStatus();
    return answer != null
        && answer.action() == ResolveAction.ROLLBACK
        && status != null
        && status.phase() == PlanPhase.SUCCEEDED
        && !answer.nonce().equals(status.resolvedNonce())
        && !plan.getSpec().abort()
        && plan.getMetadata().getDeletionTimestamp() == null;
  }

  /**
   * The status with which that begins, as a run of its own. What was claimed of the release holds
   * until it is taken back.
   */
  static MigrationPlanStatus takenBack(MigrationPlan plan, Instant now) {
    var before = plan.getStatus();
    var answer = requireNonNull(plan.getSpec().resolve());
    return new MigrationPlanStatus(
        before.conditions(),
        before.observedGeneration(),
        PlanPhase.PREFLIGHT,
        null,
        null,
        null,
        before.file(),
        null,
        List.of(),
        null,
        Journal.of(List.of()).begun(FindRelease.STEP, now).entries(),
        null,
        null,
        new EffectivePlan(null, null, null, "rollback-" + answer.nonce()),
        before.approvedBy(),
        null,
        before.runs(),
        answer.nonce(),
        null,
        null,
        null,
        null);
  }

  /** The run whose release is taken back: the last one that has succeeded. */
  static RunId undone(MigrationPlan plan) {
    return plan.getStatus().runs().stream()
        .filter(it -> it.outcome().equals(word(PlanPhase.SUCCEEDED)))
        .map(RunStatus::nonce)
        .reduce((_, last) -> last)
        .map(it -> RunId.of(plan, it))
        .orElseGet(() -> RunId.of(plan));
  }

  /** With the end of another run; or with what is known now of one that is among them. */
  static List<RunStatus> with(
      List<RunStatus> before, String nonce, PlanPhase outcome, @Nullable String record) {
    var ended = new RunStatus(nonce, word(outcome), record);
    var all =
        Stream.concat(before.stream().filter(it -> !it.nonce().equals(nonce)), Stream.of(ended))
            .toList();
    return all.subList(Math.max(0, all.size() - KEPT), all.size());
  }

  /** The end of a run, as the phase is called. */
  static String word(PlanPhase end) {
    return switch (end) {
      case SUCCEEDED -> "Succeeded";
      case ROLLED_BACK -> "RolledBack";
      case ABORTED -> "Aborted";
      default -> "Failed";
    };
  }
}
