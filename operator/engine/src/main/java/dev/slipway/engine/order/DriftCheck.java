package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of configuration that is not as the last release left it. */
public enum DriftCheck {
  /** Nobody wants to know. */
  @JsonProperty("None")
  NONE,
  @JsonProperty("Report")
  REPORT,
  /** The order fails. */
  @JsonProperty("Refuse")
  REFUSE
}
