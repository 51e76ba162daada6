package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a work order was carried out. */
public enum Outcome {
  @JsonProperty("Done")
  DONE,
  @JsonProperty("Failed")
  FAILED
}
