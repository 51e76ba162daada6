package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The presets that Slipway brings. */
public enum Preset {
  @JsonProperty("nocobase")
  NOCOBASE
}
