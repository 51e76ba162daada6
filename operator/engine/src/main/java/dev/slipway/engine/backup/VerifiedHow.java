package dev.slipway.engine.backup;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a verification has done beyond reading every stored byte back. */
public enum VerifiedHow {
  /** Opened and read whole, the database's archive by PostgreSQL's own program. */
  READ_WHOLE("ReadWhole"),
  /** Encrypted to others: nobody could open it here; PostgreSQL listed it while it was written. */
  LISTED_WHILE_WRITTEN("ListedWhileWritten");

  private final String word;

  VerifiedHow(String word) {
    this.word = word;
  }

  /** As reports and answers have it. */
  @JsonValue
  public String word() {
    return word;
  }
}
