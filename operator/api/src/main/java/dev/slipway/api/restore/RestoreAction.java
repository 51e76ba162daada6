package dev.slipway.api.restore;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A person's answer to a restore that needs attention. */
public enum RestoreAction {
  @JsonProperty("Retry")
  RETRY,
  @JsonProperty("Reopen")
  REOPEN
}
