package dev.slipway.engine.undo;

import dev.slipway.engine.file.Digest;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Where undo files are kept. A migration asks it to keep one while it holds its locks and before it
 * changes anything; where that fails, nothing is changed.
 */
@FunctionalInterface
public interface UndoKeeper {
  /**
   * Returns once the file is safe. It may hold everything that the target holds, so it belongs
   * where backups are, and never among the releases.
   *
   * @param file in the scratch folder, and gone from there afterwards
   */
  void keep(Path file, Digest digest) throws IOException;

  /** A folder with room for the rows that a change is about. */
  default Path scratch() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }
}
