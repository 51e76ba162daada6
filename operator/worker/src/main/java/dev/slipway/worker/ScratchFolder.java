package dev.slipway.worker;

import dev.slipway.engine.storage.Removal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder for what is on its way. Gone, with all that is in it, once it is closed. */
record ScratchFolder(Path path) implements AutoCloseable {
  static ScratchFolder create() {
    try {
      return new ScratchFolder(Files.createTempDirectory("slipway-"));
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
