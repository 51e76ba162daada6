package dev.slipway.engine.file;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.finding.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Where the parts of a file wait for being assembled. Gone, with all of them, once it is closed.
 */
final class BuildFolder implements AutoCloseable {
  private final Path folder;

  BuildFolder(Path scratch) throws IOException {
    folder = Files.createTempDirectory(scratch, "build-");
  }

  Path rows(int place) {
    return folder.resolve("rows-" + place);
  }

  Path removed(int place) {
    return folder.resolve("removed-" + place);
  }

  /** Leaves the file beside this folder, under the name that its digest gives it. */
  BuiltFile assemble(Catalog structure, Manifest manifest, List<Finding> findings)
      throws IOException {
    var whole = folder.resolve("archive");
    Digest digest;
    try (var archive = new ArchiveWriter(whole)) {
      archive.add(FileEntries.MANIFEST, FileJson.write(manifest));
      archive.add(FileEntries.STRUCTURE, FileJson.write(structure));
      for (int place = 0; place < manifest.tables().size(); place++) {
        var table = manifest.tables().get(place);
        if (table.rows() != null) {
          archive.add(table.rows().entry(), rows(place));
          Files.delete(rows(place));
        }
        if (table.removed() != null) {
          archive.add(table.removed().entry(), removed(place));
          Files.delete(removed(place));
        }
      }
      digest = archive.finish();
    }
    var path = folder.resolveSibling(digest.fileName());
    Files.move(whole, path, StandardCopyOption.ATOMIC_MOVE);
    return new BuiltFile(path, digest, manifest, findings);
  }

  @Override
  public void close() throws IOException {
    try (var parts = Files.newDirectoryStream(folder)) {
      for (var part : parts) {
        Files.delete(part);
      }
    }
    Files.delete(folder);
  }
}
