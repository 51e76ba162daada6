package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The presets that Slipway brings. */
public enum Preset {
  @JsonProperty("nocobase")
  NOCOBASE("nocobase");

  private final String word;

  Preset(String word) {
    this.word = word;
  }

  /** As specs and orders write it. */
  public String word() {
    return word;
  }
}
