package dev.slipway.controllers.environment;

import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.plan.Verdict;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.step.Conditions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a plan's conditions claim. */
public record PlanClaims(MigrationPlan plan) {
  /** Whether its end says that its file is good here. */
  public boolean prove() {
    return plan.getStatus().phase() == PlanPhase.SUCCEEDED && holds("Validated");
  }

  /**
   * Whether its end says that its file, once applied, did not stand the test; not where somebody
   * gave it up before that was known.
   */
  public boolean disprove() {
    var phase = plan.getStatus().phase();
    return (phase == PlanPhase.FAILED || phase == PlanPhase.ROLLED_BACK)
        && holds("Applied")
        && denial("Validated").filter(it -> !it.reason().equals("Aborted")).isPresent();
  }

  /** Who looked at it and found it good. */
  public @Nullable String signedOffBy() {
    var signOff = plan.getSpec().signOff();
    return signOff != null && signOff.verdict() == Verdict.ACCEPTED ? signOff.by() : null;
  }

  /** Whether it had succeeded, and a person had it taken back. */
  boolean isTakenBack() {
    return plan.getStatus().phase() == PlanPhase.ROLLED_BACK
        && denial("Validated").filter(it -> it.reason().equals("TakenBack")).isPresent();
  }

  boolean holds(String type) {
    return Conditions.holds(plan.getStatus().conditions(), type);
  }

  /** It is said that this does not hold: more than that nothing is said. */
  private Optional<Condition> denial(String type) {
    return Conditions.find(plan.getStatus().conditions(), type)
        .filter(it -> it.status() == ConditionStatus.FALSE);
  }
}
