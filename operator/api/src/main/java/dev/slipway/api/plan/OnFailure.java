package dev.slipway.api.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a release that fails after it was applied. */
public enum OnFailure {
  @JsonProperty("Rollback")
  ROLLBACK,
  /** Stay closed and wait for a person. */
  @JsonProperty("Hold")
  HOLD
}
