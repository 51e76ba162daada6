package dev.slipway.engine.file;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import org.jspecify.annotations.Nullable;

/** How it is said that a migration file is not as it was written. */
final class DamagedFile {
  private DamagedFile() {}

  static EngineException at(String entry, String finding) {
    return at(entry, finding, null);
  }

  static EngineException at(String entry, String finding, @Nullable Throwable cause) {
    return new EngineException(
        FailureCode.FILE_DAMAGED, "migration file, entry " + entry + ": " + finding, cause);
  }
}
