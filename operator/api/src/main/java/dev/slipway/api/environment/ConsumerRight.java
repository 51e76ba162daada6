package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What another namespace may do with an environment. */
public enum ConsumerRight {
  /** Build migration files from it; only on Development. */
  @JsonProperty("Build")
  BUILD,
  /** Take its validation as good. */
  @JsonProperty("Promote")
  PROMOTE,
  /** Restore its backups elsewhere. */
  @JsonProperty("RestoreBackups")
  RESTORE_BACKUPS
}
