package dev.slipway.controllers.step;

import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import java.util.List;

/** The three conditions that tools for any kind understand, derived once, from what is pending. */
public record Readiness(
    ConditionStatus ready,
    ConditionStatus reconciling,
    ConditionStatus stalled,
    String reason,
    String message) {

  public static Readiness of(StepResult pending) {
    return switch (pending) {
      case StepResult.Done(var note) -> ready(note);
      case StepResult.NotNeeded(var note) -> ready(note);
      case StepResult.Act(_, var note) -> progressing(note);
      case StepResult.Wait(var what, _) -> progressing("waiting for " + what);
      case StepResult.Stall(var reason, var message, _) -> stalled(reason, message);
      case StepResult.Fail(var reason, var message) -> stalled(reason, message);
    };
  }

  private static Readiness ready(String note) {
    return new Readiness(
        ConditionStatus.TRUE, ConditionStatus.FALSE, ConditionStatus.FALSE, "AsWanted", note);
  }

  /** Something is under way, and nobody has to act. */
  public static Readiness progressing(String note) {
    return new Readiness(
        ConditionStatus.FALSE, ConditionStatus.TRUE, ConditionStatus.FALSE, "Progressing", note);
  }

  private static Readiness stalled(String reason, String message) {
    return new Readiness(
        ConditionStatus.FALSE, ConditionStatus.FALSE, ConditionStatus.TRUE, reason, message);
  }

  public List<Condition> conditions(Conditions conditions) {
    return List.of(
        conditions.of("Ready", ready, reason, message),
        conditions.of("Reconciling", reconciling, reason, message),
        conditions.of("Stalled", stalled, reason, message));
  }
}
