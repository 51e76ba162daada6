package dev.slipway.api.restore;

import com.fasterxml.jackson.annotation.JsonProperty;

/** When users are sent to a restored environment. */
public enum SwitchWhen {
  @JsonProperty("Never")
  NEVER,
  @JsonProperty("AfterValidation")
  AFTER_VALIDATION,
  /** Sent back to where they were. */
  @JsonProperty("Back")
  BACK
}
