package dev.slipway.cli;

import dev.slipway.engine.apply.Migration;
import dev.slipway.engine.file.MigrationFileReader;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "preview",
    description = "Say what apply would do now. Reads only, and leaves nothing behind.")
final class PreviewCommand extends Verb {
  @Parameters(paramLabel = "FILE", description = "A migration file.")
  private Path file;

  @Option(
      names = "--to",
      paramLabel = "DB",
      required = true,
      description = "The database: postgresql://user@host:port/database.")
  private String to;

  @Mixin private DatabaseOptions database;

  @Override
  public void run() {
    try (var reader = MigrationFileReader.open(file);
        var progress = ProgressLine.onTerminal()) {
      var preview =
          new Migration(database.sessions(to)::open, database.schema(), progress).preview(reader);
      output().answer(preview, MigrationText.of(preview));
    }
  }
}
