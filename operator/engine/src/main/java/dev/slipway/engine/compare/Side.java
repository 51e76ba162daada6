package dev.slipway.engine.compare;

import dev.slipway.engine.database.Sessions;
import java.nio.file.Path;

/** One of the two that are compared. */
public sealed interface Side {
  /** A schema of a database as it is now. */
  record LiveSchema(Sessions sessions, String schema) implements Side {}

  /** A file that a build has left. */
  record MigrationFile(Path path) implements Side {}
}
