package dev.slipway.engine.restore;

import static java.util.Objects.requireNonNull;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.backup.ArchivedStorage;
import dev.slipway.engine.finding.Finding;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the storage that comes back has room beside what is there: both are there until the old
 * content goes.
 */
final class StorageSpace {
  private final Map<String, Path> folders;

  StorageSpace(Map<String, Path> folders) {
    this.folders = folders;
  }

  /** Claims on one file system share its room. */
  List<Finding> findings(List<ArchivedStorage> archives) {
    var needed = new LinkedHashMap<FileStore, Long>();
    var claims = new LinkedHashMap<FileStore, String>();
    var findings = new ArrayList<Finding>();
    for (var it : archives) {
      var folder = folders.get(it.claim());
      if (folder != null && !isWritable(folder)) {
        findings.add(unwritable(it.claim(), folder));
      } else if (folder != null) {
        var fileSystem = fileSystem(folder);
        needed.merge(fileSystem, it.bytes(), Long::sum);
        claims.merge(fileSystem, it.claim(), (one, other) -> one + ", " + other);
      }
    }
    needed.forEach(
        (fileSystem, bytes) -> {
          long usable = usable(fileSystem);
          if (bytes > usable) {
            findings.add(tooSmall(requireNonNull(claims.get(fileSystem)), bytes, usable));
          }
        });
    return findings;
  }

  private static boolean isWritable(Path folder) {
    return Files.isDirectory(folder) && Files.isWritable(folder);
  }

  private static FileStore fileSystem(Path folder) {
    try {
      return Files.getFileStore(folder);
    } catch (IOException e) {
      throw new EngineException(FailureCode.STORAGE_UNREADABLE, "looking at " + folder, e);
    }
  }

  private static long usable(FileStore fileSystem) {
    try {
      return fileSystem.getUsableSpace();
    } catch (IOException e) {
      throw new EngineException(FailureCode.STORAGE_UNREADABLE, "looking at " + fileSystem, e);
    }
  }

  private static Finding unwritable(String claim, Path folder) {
    return Finding.refusal(
        "storage-unwritable",
        claim,
        folder + " is no folder that we may write to",
        "create it, or run as the user that it belongs to");
  }

  private static Finding tooSmall(String claims, long needed, long usable) {
    return Finding.refusal(
        RestorePreflight.SPACE,
        claims,
        "the files take %s MB beside those that are there, and %s MB are free"
            .formatted(megabytes(needed), megabytes(usable)),
        "make room, or a larger volume");
  }

  private static long megabytes(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }
}
