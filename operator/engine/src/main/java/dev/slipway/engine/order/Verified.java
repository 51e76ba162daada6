package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A backup that was found whole.
 *
 * @param rows of all tables: as the manifest says, and for Scratch as they were counted
 * @param entries of its storage archives, likewise
 * @param assertions that held; 0 where none were made
 * @param seconds that it took
 * @param backup what its manifest says
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Verified(
    String location,
    ProofKind how,
    int tables,
    long rows,
    long entries,
    int assertions,
    long seconds,
    Instant verifiedAt,
    @Nullable StoredBackup backup)
    implements WorkResult {
  @JsonCreator
  public Verified {}

  /** One of which no more is known. */
  public Verified(
      String location,
      ProofKind how,
      int tables,
      long rows,
      long entries,
      int assertions,
      long seconds,
      Instant verifiedAt) {
    this(location, how, tables, rows, entries, assertions, seconds, verifiedAt, null);
  }

  public Verified withBackup(StoredBackup told) {
    return new Verified(
        location, how, tables, rows, entries, assertions, seconds, verifiedAt, told);
  }
}
