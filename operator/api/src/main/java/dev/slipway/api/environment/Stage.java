package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where in its chain an environment stands. */
public enum Stage {
  /** Where configuration is made; the only stage that files are built from. */
  @JsonProperty("Development")
  DEVELOPMENT,
  /** Where a file is proven. */
  @JsonProperty("Staging")
  STAGING,
  /** Where users are. */
  @JsonProperty("Production")
  PRODUCTION
}
