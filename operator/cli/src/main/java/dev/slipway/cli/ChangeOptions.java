package dev.slipway.cli;

import dev.slipway.engine.apply.MigrationSettings;
import dev.slipway.engine.undo.UndoToPath;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a change of a database is called, and where its way back is kept. */
final class ChangeOptions {
  @Option(
      names = "--run",
      paramLabel = "ID",
      description = "Name of the run: the same one twice is done once (default: a new one).")
  private @Nullable String run;

  @Option(
      names = "--undo-to",
      paramLabel = "FILE",
      description = "Keep there what takes the change back, before anything is changed.")
  private @Nullable Path undoTo;

  /** Ask once: a new name is another one each time. */
  String run() {
    return run == null ? UUID.randomUUID().toString() : run;
  }

  MigrationSettings in(MigrationSettings settings) {
    return undoTo == null ? settings : settings.withUndo(new UndoToPath(undoTo));
  }
}
