package dev.slipway.api.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a release is, in the order of its flow. */
public enum PlanPhase {
  @JsonProperty("Pending")
  PENDING,
  @JsonProperty("Building")
  BUILDING,
  @JsonProperty("Preflight")
  PREFLIGHT,
  @JsonProperty("WaitingForApproval")
  WAITING_FOR_APPROVAL,
  @JsonProperty("WaitingForWindow")
  WAITING_FOR_WINDOW,
  @JsonProperty("Quiescing")
  QUIESCING,
  @JsonProperty("BackingUp")
  BACKING_UP,
  @JsonProperty("Migrating")
  MIGRATING,
  @JsonProperty("Restarting")
  RESTARTING,
  @JsonProperty("Validating")
  VALIDATING,
  @JsonProperty("WaitingForSignOff")
  WAITING_FOR_SIGN_OFF,
  @JsonProperty("Reopening")
  REOPENING,
  @JsonProperty("Succeeded")
  SUCCEEDED,
  @JsonProperty("RollingBack")
  ROLLING_BACK,
  @JsonProperty("RolledBack")
  ROLLED_BACK,
  @JsonProperty("NeedsAttention")
  NEEDS_ATTENTION,
  @JsonProperty("Failed")
  FAILED,
  @JsonProperty("Aborted")
  ABORTED;

  /** Whether the run has ended: nothing more becomes of it by itself. */
  public boolean isEnd() {
    return switch (this) {
      case SUCCEEDED, ROLLED_BACK, FAILED, ABORTED -> true;
      default -> false;
    };
  }
}
