package dev.slipway.engine.storage;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads the archive of a storage folder without writing a file. */
public final class ArchiveReading {
  private final String claim;

  public ArchiveReading(String claim) {
    this.claim = claim;
  }

  /** Answers how many entries there are, each of them one that could be unpacked. */
  public long count(InputStream clear) throws IOException {
    return visit(clear, _ -> {});
  }

  /** Shows every entry, in the order of the archive, and answers how many there are. */
  public long visit(InputStream clear, Consumer<Entry> visitor) throws IOException {
    var tar = new TarArchiveInputStream(clear, StorageArchive.NAMES);
    long entries = 0;
    for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      requireOurs(entry);
      visitor.accept(entryOf(entry));
      entries++;
    }
    return entries;
  }

  private void requireOurs(TarArchiveEntry entry) {
    boolean isKnown = entry.isDirectory() || entry.isSymbolicLink() || entry.isFile();
    if (!isKnown || !staysInside(entry.getName())) {
      throw new EngineException(
          FailureCode.BACKUP_DAMAGED,
          "the archive for %s holds what Slipway never writes: %s"
              .formatted(claim, RawName.inWords(entry.getName())));
    }
  }

  private static boolean staysInside(String raw) {
    try {
      var name = RawName.path(raw);
      return !name.isAbsolute() && !name.toString().isEmpty() && name.equals(name.normalize());
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static Entry entryOf(TarArchiveEntry entry) {
    var kind = entry.isDirectory() ? Kind.FOLDER : entry.isSymbolicLink() ? Kind.LINK : Kind.FILE;
    return new Entry(kind, RawName.inWords(entry.getName()), entry.getSize());
  }

  /** What an entry is. */
  public enum Kind {
    FILE,
    FOLDER,
    LINK
  }

  /** One file, folder or symbolic link. */
  public record Entry(Kind kind, String name, long bytes) {}
}
