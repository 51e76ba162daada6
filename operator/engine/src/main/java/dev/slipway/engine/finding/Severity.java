package dev.slipway.engine.finding;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a finding does to those who wait for the answer. */
public enum Severity {
  /** To be read, no more. */
  @JsonProperty("Note")
  NOTE("note"),
  /** To be thought about; nothing stops. */
  @JsonProperty("Warning")
  WARNING("warning"),
  /** Nothing is done, unless a person accepts it by its id and says why. */
  @JsonProperty("AcceptableRefusal")
  ACCEPTABLE_REFUSAL("refused"),
  /** Nothing is done, whoever accepts it. */
  @JsonProperty("Refusal")
  REFUSAL("refused");

  private final String word;

  Severity(String word) {
    this.word = word;
  }

  /** As lines for people begin. */
  public String word() {
    return word;
  }

  public boolean refuses() {
    return this == ACCEPTABLE_REFUSAL || this == REFUSAL;
  }
}
