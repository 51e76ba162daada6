package dev.slipway.engine.structure;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a change of structure costs those who use the target. */
public enum DdlSeverity {
  /** Done at once, whatever the size. */
  @JsonProperty("Additive")
  ADDITIVE("Additive"),
  /** Reads or writes a table whole, while others wait. */
  @JsonProperty("Rewriting")
  REWRITING("Rewriting"),
  /** Loses data. */
  @JsonProperty("Destructive")
  DESTRUCTIVE("Destructive");

  private final String word;

  DdlSeverity(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  DdlSeverity or(DdlSeverity other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
