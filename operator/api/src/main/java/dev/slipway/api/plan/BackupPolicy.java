package dev.slipway.api.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether there is a backup before a release. */
public enum BackupPolicy {
  @JsonProperty("Required")
  REQUIRED,
  @JsonProperty("Skip")
  SKIP
}
