package dev.slipway.engine.order;

import java.time.Instant;
import java.util.List;

/**
 * A backup that was read back and found whole.
 *
 * @param location where it lies in its store
 * @param rows of all tables
 * @param files as many as a report has room for; the manifest has all of them
 * @param snapshotAt when the database was as the backup has it; anything later is not in it
 * @param finishedAt when the last file was read
 */
public record BackedUp(
    String location,
    long bytes,
    long rows,
    List<StoredFile> files,
    Instant snapshotAt,
    Instant finishedAt,
    Instant verifiedAt,
    String serverVersion,
    int client)
    implements WorkResult {
  public BackedUp {
    files = List.copyOf(files);
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
        client);
  }

  /** One object of a backup. */
  public record StoredFile(String name, long bytes, String sha256) {}
}
