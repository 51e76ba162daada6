package dev.slipway.engine.backup;

import dev.slipway.engine.packing.PackedObject;
import java.time.Instant;
import java.util.List;

/**
 * A storage folder in a backup.
 *
 * @param entries files, folders and symbolic links
 * @param bytes that it takes on a disk, unpacked
 * @param began when the first of it was read
 * @param ended when the last of it was read
 * @param leftOut what is no such thing, such as a socket
 * @param vanished what was there and was gone before it could be read
 */
public record ArchivedStorage(
    String claim,
    PackedObject file,
    long entries,
    long bytes,
    Instant began,
    Instant ended,
    List<String> leftOut,
    List<String> vanished) {
  public ArchivedStorage {
    leftOut = List.copyOf(leftOut);
    vanished = List.copyOf(vanished);
  }
}
