package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a change that no release made. */
public enum DriftPolicy {
  @JsonProperty("Ignore")
  IGNORE,
  @JsonProperty("Report")
  REPORT,
  @JsonProperty("Block")
  BLOCK
}
