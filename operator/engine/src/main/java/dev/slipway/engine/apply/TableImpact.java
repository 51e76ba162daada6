package dev.slipway.engine.apply;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a migration means to those who use one table.
 *
 * @param lock as PostgreSQL calls it
 * @param waiting who waits for the migration
 * @param rewritten whether the table is written anew, with all of its indexes
 * @param scanned whether it is read whole while it is locked
 * @param bytes of its rows, indexes aside
 * @param rows about as many
 * @param workMillis how long the statements that alter it take
 * @param waitMillis how long who waits has to: until the COMMIT, whichever table keeps it
 */
public record TableImpact(
    String table,
    String lock,
    Waiting waiting,
    boolean rewritten,
    boolean scanned,
    long bytes,
    long rows,
    long workMillis,
    long waitMillis) {
  /** Those whom a lock keeps. */
  public enum Waiting {
    WRITERS("Writers"),
    READERS_AND_WRITERS("ReadersAndWriters");

    private final String word;

    Waiting(String word) {
      this.word = word;
    }

    @JsonValue
    public String word() {
      return word;
    }
  }
}
