package dev.slipway.api.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A person's answer to a plan that needs attention. */
public enum ResolveAction {
  @JsonProperty("Retry")
  RETRY,
  @JsonProperty("Rollback")
  ROLLBACK,
  @JsonProperty("Reopen")
  REOPEN
}
