package dev.slipway.engine.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder for what is on its way. Gone, with all that is in it, once it is closed. */
public record TemporaryFolder(Path path) implements AutoCloseable {
  /** Where the system keeps such things. */
  public static TemporaryFolder create() {
    return in(Path.of(System.getProperty("java.io.tmpdir")));
  }

  public static TemporaryFolder in(Path parent) {
    try {
      return new TemporaryFolder(Files.createTempDirectory(parent, "slipway-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      Removal.of(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
