package dev.slipway.api.backup;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a backup is. */
public enum BackupPhase {
  @JsonProperty("Pending")
  PENDING,
  @JsonProperty("Running")
  RUNNING,
  @JsonProperty("Verifying")
  VERIFYING,
  @JsonProperty("Complete")
  COMPLETE,
  @JsonProperty("Failed")
  FAILED,
  @JsonProperty("Deleting")
  DELETING
}
