package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What keeps writers out of a database during a release. */
public enum Fence {
  /** Sessions are ended and new ones are read-only; for apps that do not ask for more. */
  @JsonProperty("Database")
  DATABASE,
  /** The app's roles cannot connect; for all apps. */
  @JsonProperty("Role")
  ROLE,
  /** Nothing but the scaled workloads. */
  @JsonProperty("None")
  NONE
}
