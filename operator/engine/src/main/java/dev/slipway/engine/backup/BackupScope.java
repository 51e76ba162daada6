package dev.slipway.engine.backup;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much of an environment a backup holds. */
public enum BackupScope {
  /** The database, and the folders that belong to it. */
  @JsonProperty("Full")
  FULL,
  /** The database alone. */
  @JsonProperty("Database")
  DATABASE,
  /** A checkpoint: what the preset takes for configuration, as a migration file. */
  @JsonProperty("Configuration")
  CONFIGURATION
}
