package dev.slipway.engine.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
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
    var tar = new TarArchiveInputStream(clear, UTF_8.name());
    long entries = 0;
    for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      requireOurs(entry);
      visitor.accept(entryOf(entry));
      entries++;
    }
    return entries;
  }

  private void requireOurs(TarArchiveEntry entry) {
    var name = Path.of(entry.getName());
    boolean leadsOut = name.isAbsolute() || !name.equals(name.normalize());
    boolean isKnown = entry.isDirectory() || entry.isSymbolicLink() || entry.isFile();
    if (leadsOut || name.toString().isEmpty() || !isKnown) {
      throw refused(claim, entry);
    }
  }

  static EngineException refused(String claim, TarArchiveEntry entry) {
    return new EngineException(
        FailureCode.BACKUP_DAMAGED,
        "the archive for " + claim + " holds what Slipway never writes: " + entry.getName());
  }

  private static Entry entryOf(TarArchiveEntry entry) {
    var kind =
        entry.isDirectory() ? Kind.FOLDER : entry.isSymbolicLink() ? Kind.LINK : Kind.FILE;
    return new Entry(kind, entry.getName(), entry.getSize());
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
