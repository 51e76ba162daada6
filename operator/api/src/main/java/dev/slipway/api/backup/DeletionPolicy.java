package dev.slipway.api.backup;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of the stored backup when its object is deleted. */
public enum DeletionPolicy {
  @JsonProperty("Retain")
  RETAIN,
  @JsonProperty("Delete")
  DELETE
}
