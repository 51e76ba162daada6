package dev.slipway.api.backup;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a backup holds. */
public enum BackupScope {
  /** Database, files and keys. */
  @JsonProperty("Full")
  FULL,
  @JsonProperty("Database")
  DATABASE,
  /** A checkpoint: configuration only. */
  @JsonProperty("Configuration")
  CONFIGURATION
}
