package dev.slipway.engine.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the parts of a file wait for being assembled. Gone, with all of them, once it is closed.
 */
final class BuildFolder implements AutoCloseable {
  private final Path folder;

  BuildFolder(Path scratch) throws IOException {
    folder = Files.createTempDirectory(scratch, "build-");
  }

  Path archive() {
    return folder.resolve("archive");
  }

  Path rows(int place) {
    return folder.resolve("rows-" + place);
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
