package dev.slipway.api.restore;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether the target is backed up before it is replaced. */
public enum SafetyBackup {
  @JsonProperty("Required")
  REQUIRED,
  @JsonProperty("Skip")
  SKIP
}
