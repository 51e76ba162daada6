package dev.slipway.engine.order;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A backup that was read back and found whole.
 *
 * @param location where it lies in its store
 * @param rows of all tables
 * @param files as many as a report has room for; the manifest has all of them
 * @param snapshotAt when the database was as the backup has it; anything later is not in it
 * @param finishedAt when the last file was read
 * @param verifiedHow one word; absent: an older worker read all of it
 * @param keysInClear key files of the app that lie in the store in clear, the first few of them
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record BackedUp(
    String location,
    long bytes,
    long rows,
    List<StoredFile> files,
    Instant snapshotAt,
    Instant finishedAt,
    Instant verifiedAt,
    String serverVersion,
    int client,
    @Nullable String verifiedHow,
    List<String> keysInClear)
    implements WorkResult {
  @JsonCreator
  public BackedUp {
    files = requireNonNullElse(files, List.of());
    keysInClear = requireNonNullElse(keysInClear, List.of());
  }

  /** One of which nothing else is known. */
  public BackedUp(
      String location,
      long bytes,
      long rows,
      List<StoredFile> files,
      Instant snapshotAt,
      Instant finishedAt,
      Instant verifiedAt,
      String serverVersion,
      int client) {
    this(
        location,
        bytes,
        rows,
        files,
        snapshotAt,
        finishedAt,
        verifiedAt,
        serverVersion,
        client,
        null,
        List.of());
  }

  BackedUp withoutTheLastFile() {
    return new BackedUp(
        location,
        bytes,
        rows,
        files.subList(0, files.size() - 1),
        snapshotAt,
        finishedAt,
        verifiedAt,
        serverVersion,
        client,
        verifiedHow,
        keysInClear);
  }

  /** One object of a backup. */
  public record StoredFile(String name, long bytes, String sha256) {}
}
