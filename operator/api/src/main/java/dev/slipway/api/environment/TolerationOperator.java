package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a toleration meets a taint. */
public enum TolerationOperator {
  @JsonProperty("Equal")
  EQUAL,
  @JsonProperty("Exists")
  EXISTS
}
