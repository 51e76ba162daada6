package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a person has to say that a release is good. */
public enum SignOffPolicy {
  @JsonProperty("None")
  NONE,
  @JsonProperty("Required")
  REQUIRED
}
