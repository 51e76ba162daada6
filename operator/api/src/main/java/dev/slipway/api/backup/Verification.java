package dev.slipway.api.backup;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a backup is proven. */
public enum Verification {
  @JsonProperty("None")
  NONE,
  /** Read back whole; every checksum compared, the archive listed. */
  @JsonProperty("Checksum")
  CHECKSUM,
  /** Restored into a throwaway database and asked questions. */
  @JsonProperty("Scratch")
  SCRATCH
}
