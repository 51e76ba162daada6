package dev.slipway.engine.merge;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a source has done with something, measured by the base. */
public enum Change {
  @JsonProperty("Added")
  ADDED("added"),
  @JsonProperty("Changed")
  CHANGED("changed"),
  @JsonProperty("Removed")
  REMOVED("removed"),
  @JsonProperty("Unchanged")
  UNCHANGED("left");

  private final String word;

  Change(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
