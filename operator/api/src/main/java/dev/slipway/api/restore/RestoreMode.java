package dev.slipway.api.restore;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a backup goes. */
public enum RestoreMode {
  /** Into the environment that it came from. */
  @JsonProperty("InPlace")
  IN_PLACE,
  /** Into another, empty one. */
  @JsonProperty("Independent")
  INDEPENDENT
}
