package dev.slipway.api.backup;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a backup was made. */
public enum BackupReason {
  @JsonProperty("Manual")
  MANUAL,
  @JsonProperty("Scheduled")
  SCHEDULED,
  @JsonProperty("PreRelease")
  PRE_RELEASE,
  @JsonProperty("Safety")
  SAFETY,
  @JsonProperty("Checkpoint")
  CHECKPOINT
}
