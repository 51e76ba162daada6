package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a backup is verified. */
public enum ProofKind {
  /** Every byte is read back and compared. */
  @JsonProperty("Checksum")
  CHECKSUM,
  /** It is restored into a throwaway database, and its rows are counted. */
  @JsonProperty("Scratch")
  SCRATCH
}
