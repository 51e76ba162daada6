package dev.slipway.engine.backup;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a verification has done beyond reading every stored byte back. */
public enum VerifiedHow {
  /** Opened and read whole, the database's archive by PostgreSQL's own program. */
  @JsonProperty("ReadWhole")
  READ_WHOLE,
  /** Encrypted to others: nobody could open it here; PostgreSQL listed it while it was written. */
  @JsonProperty("ListedWhileWritten")
  LISTED_WHILE_WRITTEN
}
