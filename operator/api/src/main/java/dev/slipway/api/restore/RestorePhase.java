package dev.slipway.api.restore;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a restore is, in the order of its flow. */
public enum RestorePhase {
  @JsonProperty("Pending")
  PENDING,
  @JsonProperty("Preflight")
  PREFLIGHT,
  @JsonProperty("Quiescing")
  QUIESCING,
  @JsonProperty("SafetyBackup")
  SAFETY_BACKUP,
  @JsonProperty("Restoring")
  RESTORING,
  @JsonProperty("Validating")
  VALIDATING,
  @JsonProperty("Switching")
  SWITCHING,
  @JsonProperty("Reopening")
  REOPENING,
  @JsonProperty("Complete")
  COMPLETE,
  @JsonProperty("Failed")
  FAILED,
  @JsonProperty("NeedsAttention")
  NEEDS_ATTENTION;

  /** Whether the run has ended: nothing more becomes of it by itself. */
  public boolean isEnd() {
    return this == COMPLETE || this == FAILED;
  }
}
