package dev.slipway.api.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a release may take structure away. */
public enum Destructive {
  @JsonProperty("Forbid")
  FORBID,
  @JsonProperty("Allow")
  ALLOW
}
