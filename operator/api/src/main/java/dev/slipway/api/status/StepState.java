package dev.slipway.api.status;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a step is. */
public enum StepState {
  @JsonProperty("Running")
  RUNNING,
  @JsonProperty("Done")
  DONE,
  @JsonProperty("NotNeeded")
  NOT_NEEDED,
  @JsonProperty("Failed")
  FAILED
}
