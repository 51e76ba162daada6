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
import dev.slipway.controllers.step.PastRuns;
import dev.slipway.controllers.step.Words;
import dev.slipway.controllers.work.RunId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The runs of one plan: each nonce makes one, and none is made twice. */
final class Runs {
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

  static boolean isWantedAgain(MigrationPlan plan) {
    var spec = plan.getSpec();
    var status = plan.getStatus();
    return status != null
        && status.phase() != null
        && status.phase().isEnd()
        && past(plan).isWantedAgain(plan, spec.runNonce(), spec.abort());
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
        List.of(),
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
        before.sources(),
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
        .filter(it -> it.outcome().equals(Words.of(PlanPhase.SUCCEEDED)))
        .map(RunStatus::nonce)
        .reduce((_, last) -> last)
        .map(it -> RunId.of(plan, it))
        .orElseGet(() -> RunId.of(plan));
  }

  /** With the end of the run under way; or with what is known now of one that has ended. */
  static List<RunStatus> withEnd(MigrationPlan plan, PlanPhase outcome, @Nullable String record) {
    return past(plan).withEnd(Words.of(outcome), record);
  }

  private static PastRuns past(MigrationPlan plan) {
    return new PastRuns(nonceOf(plan), ReleaseStatuses.orEmpty(plan.getStatus()).runs());
  }
}
