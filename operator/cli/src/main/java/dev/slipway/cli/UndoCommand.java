package dev.slipway.cli;

import dev.slipway.engine.apply.Migration;
import dev.slipway.engine.apply.MigrationOrder;
import dev.slipway.engine.apply.MigrationReport;
import dev.slipway.engine.apply.MigrationSettings;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.ledger.Attempt;
import dev.slipway.engine.ledger.Tenure;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "undo",
    description = {
      "Take back what apply has changed, by the file that it kept with --undo-to.",
      "In one transaction, once for a run. What others wrote elsewhere stays."
    })
final class UndoCommand extends Verb {
  @Parameters(paramLabel = "FILE", description = "An undo file.")
  private Path file;

  @Option(
      names = "--to",
      paramLabel = "DB",
      required = true,
      description = "The database: postgresql://user@host:port/database.")
  private String to;

  @Option(
      names = "--dry-run",
      description = "Say what would be done, and what was changed since; change nothing.")
  private boolean dryRun;

  @Mixin private ChangeOptions change;
  @Mixin private AcceptOptions accept;
  @Mixin private DatabaseOptions database;

  @Override
  public void run() {
    var sessions = database.sessions(to);
    try (var reader = MigrationFileReader.open(file);
        var progress = ProgressLine.onTerminal()) {
      var migration = new Migration(sessions::open, settings(), progress);
      if (dryRun) {
        var preview = migration.previewUndo(reader);
        output().answer(preview, MigrationText.of(preview));
        return;
      }
      var id = change.run();
      var report = undo(migration, reader, sessions, id);
      output().answer(report, MigrationText.of(report, id));
    }
  }

  private static MigrationReport undo(
      Migration migration, MigrationFileReader reader, Sessions sessions, String id) {
    var attempt = new Attempt(id, Migration.UNDO, 1, ApplyCommand.ENVIRONMENT);
    try (var tenure = Tenure.begin(sessions::open, attempt)) {
      return migration.undo(reader, new MigrationOrder(attempt, tenure.token(), null));
    }
  }

  private MigrationSettings settings() {
    var settings = MigrationSettings.of(database.schema()).withAccept(accept.all());
    return change.in(settings);
  }
}
