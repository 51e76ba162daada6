package dev.slipway.controllers.restore;

import static dev.slipway.api.restore.RestorePhase.COMPLETE;
import static dev.slipway.api.restore.RestorePhase.FAILED;
import static dev.slipway.api.restore.RestorePhase.REOPENING;
import static dev.slipway.api.status.ConditionStatus.FALSE;
import static dev.slipway.api.status.ConditionStatus.TRUE;

import dev.slipway.api.status.Condition;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.step.Readiness;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.Stall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a restore claims of itself, for tools and people. From the moment at which it fails,
 * condition Failed says why; it is True once the app is open again.
 */
final class RestoreConditions {
  private static final String COMPLETED = "Complete";
  private static final String FAILURE = "Failed";
  private static final String RESTORED = "restored, validated and open";

  private final RestoreView seen;
  private final Decision decision;
  private final Conditions conditions;

  RestoreConditions(RestoreView seen, Decision decision) {
    this.seen = seen;
    this.decision = decision;
    this.conditions = new Conditions(seen.status().conditions(), seen.generation(), seen.now());
  }

  List<Condition> all() {
    var failure = failure();
    var all = new ArrayList<>(readiness(failure).conditions(conditions));
    failure.ifPresent(all::add);
    if (Traffic.isAfterTheEnd(decision.phase())) {
      all.add(conditions.of(COMPLETED, TRUE, "Restored", RESTORED));
    }
    traffic().ifPresent(all::add);
    return all;
  }

  private Optional<Condition> traffic() {
    var wish = seen.spec().switchTraffic();
    var isSettled = Traffic.isWanted(seen.restore()) && decision.result() instanceof Done;
    if (wish == null || !isSettled) {
      return Conditions.find(seen.status().conditions(), Traffic.SWITCHED);
    }
    var words = decision.result().inWords();
    return switch (wish.when()) {
      case AFTER_VALIDATION ->
          Optional.of(conditions.of(Traffic.SWITCHED, TRUE, "Switched", words));
      case BACK -> Optional.of(conditions.of(Traffic.SWITCHED, FALSE, "SwitchedBack", words));
      case NEVER -> Conditions.find(seen.status().conditions(), Traffic.SWITCHED);
    };
  }

  private Optional<Condition> failure() {
    var status = decision.phase() == FAILED ? TRUE : FALSE;
    if (decision.result() instanceof Fail(var reason, var message)) {
      return Optional.of(conditions.of(FAILURE, status, reason, message));
    }
    return isTriedAgain()
        ? Optional.empty()
        : Conditions.find(seen.status().conditions(), FAILURE)
            .map(before -> conditions.of(FAILURE, status, before.reason(), before.message()));
  }

  private boolean isTriedAgain() {
    return decision.answered() != null && decision.phase() != REOPENING;
  }

  private Readiness readiness(Optional<Condition> failure) {
    return switch (decision.phase()) {
      case COMPLETE -> new Readiness(TRUE, FALSE, FALSE, "Restored", RESTORED);
      case FAILED -> stalled(failure, whatIsLeft(failure));
      case NEEDS_ATTENTION -> stalled(failure, Attention.WHAT_TO_DO);
      default ->
          decision.result() instanceof Stall stall
              ? Readiness.of(stall)
              : Readiness.progressing(decision.result().inWords());
    };
  }

  private String whatIsLeft(Optional<Condition> failure) {
    var isReopened = failure.map(Condition::reason).filter(Attention.REOPENED::equals).isPresent();
    return new WhatIsLeft(seen.spec(), decision.journal(), isReopened).inWords();
  }

  private static Readiness stalled(Optional<Condition> failure, String now) {
    var reason = failure.map(Condition::reason).orElse("Unknown");
    var message = failure.map(Condition::message).orElse("for a reason that is lost");
    return new Readiness(FALSE, FALSE, TRUE, reason, message + "; " + now);
  }
}
