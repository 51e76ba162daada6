package dev.slipway.engine.file;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.file.ArchiveReader.Slice;
import dev.slipway.engine.progress.ProgressMark;
import dev.slipway.engine.progress.ProgressSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a migration file that may be damaged, or made by an enemy. Whatever is not as the builder
 * would have written it fails with FILE_DAMAGED and the name of the entry: what opens is whole but
 * for its rows, which are verified as they are read.
 */
public final class MigrationFileReader implements AutoCloseable {
  private final FileChannel file;
  private final Digest digest;
  private final Map<String, Slice> rows = new HashMap<>();
  private final Manifest manifest;
  private final Catalog structure;

  private MigrationFileReader(FileChannel file, Digest digest) throws IOException {
    this.file = file;
    this.digest = digest;
    var archive = new ArchiveReader(file);
    manifest =
        FileJson.manifest(archive.next(FileEntries.MANIFEST, FileEntries.MAX_MANIFEST_BYTES));
    structure =
        structure(archive.next(FileEntries.STRUCTURE, FileEntries.MAX_STRUCTURE_BYTES), manifest);
    var last = FileEntries.STRUCTURE;
    for (var table : manifest.tables()) {
      if (table.rows() != null) {
        last = table.rows().entry();
        rows.put(last, archive.next(last));
      }
      var removed = table.removed();
      if (removed != null) {
        last = removed.entry();
        rows.put(last, archive.next(last));
      }
    }
    archive.expectEnd(last);
  }

  /** Opens a file of which nobody knows the digest, such as for inspection. */
  public static MigrationFileReader open(Path path) {
    return opened(path, null);
  }

  /** Opens the file that was asked for; fails with DIGEST_MISMATCH where it is another one. */
  public static MigrationFileReader open(Path path, Digest expected) {
    return opened(path, expected);
  }

  public Digest digest() {
    return digest;
  }

  public Manifest manifest() {
    return manifest;
  }

  public Catalog structure() {
    return structure;
  }

  /**
   * The rows of a table of the manifest as text COPY, from the first one at each call. Reading the
   * end fails with FILE_DAMAGED where count or checksum are not those of the manifest: until then
   * nothing that was read counts.
   */
  public InputStream rows(TableEntry table) {
    return verified(table, table.rows());
  }

  /** Likewise the keys of rows that are to go. */
  public InputStream removed(TableEntry table) {
    return verified(table, table.removed());
  }

  private InputStream verified(TableEntry table, @Nullable RowsEntry expected) {
    var slice = expected == null ? null : rows.get(expected.entry());
    if (expected == null || slice == null) {
      throw new IllegalArgumentException("the file has no rows of " + table.name());
    }
    return new VerifiedRows(new SliceStream(file, slice), expected);
  }

  /** Reads every row of every table once; fails with FILE_DAMAGED where one is not as written. */
  public void verifyRows(ProgressSink progress) {
    var tables = manifest.tables().stream().filter(it -> it.rows() != null).toList();
    int done = 0;
    for (var table : tables) {
      try (var read = rows(table)) {
        read.transferTo(OutputStream.nullOutputStream());
        if (table.removed() != null) {
          try (var removed = removed(table)) {
            removed.transferTo(OutputStream.nullOutputStream());
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      progress.at(new ProgressMark("verify", ++done, tables.size(), "tables"));
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MigrationFileReader opened(Path path, @Nullable Digest expected) {
    try {
      var file = FileChannel.open(path);
      try {
        return new MigrationFileReader(file, compared(digestOf(file), expected));
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
    } catch (NoSuchFileException e) {
      throw new EngineException(FailureCode.ORDER_INVALID, "there is no file " + path, e);
    } catch (IOException e) {
      throw new EngineException(
          FailureCode.ORDER_INVALID, path + " cannot be read as a file: " + e.getMessage(), e);
    }
  }

  private static Digest compared(Digest found, @Nullable Digest expected) {
    if (expected != null && !expected.equals(found)) {
      throw new EngineException(
          FailureCode.DIGEST_MISMATCH,
          "migration file: expected " + expected + ", but its digest is " + found);
    }
    return found;
  }

  private static Digest digestOf(FileChannel file) throws IOException {
    var hash = Digest.begin();
    var whole = new SliceStream(file, new Slice(0, file.size()));
    whole.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), hash));
    return Digest.finish(hash);
  }

  private static Catalog structure(byte[] json, Manifest manifest) {
    if (!Digest.of(json).equals(manifest.structure())) {
      throw DamagedFile.at(FileEntries.STRUCTURE, "does not have the manifest's checksum");
    }
    var structure = FileJson.read(FileEntries.STRUCTURE, json, Catalog.class);
    if (!structure.equals(structure.portable())) {
      throw DamagedFile.at(FileEntries.STRUCTURE, "holds what is an environment's own");
    }
    if (!manifest.describes(structure)) {
      throw DamagedFile.at(FileEntries.MANIFEST, "does not describe the rest of the file");
    }
    return structure;
  }
}
