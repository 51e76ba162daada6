package dev.slipway.cli;

import dev.slipway.engine.apply.Migration;
import dev.slipway.engine.apply.MigrationSettings;
import dev.slipway.engine.file.Manifest;
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

  @Option(
      names = "--allow-destructive",
      description = "Let the structure change in ways that lose data of the database.")
  private boolean destructive;

  @Mixin private AppOptions app;
  @Mixin private AcceptOptions accept;
  @Mixin private DatabaseOptions database;

  @Override
  public void run() {
    try (var reader = MigrationFileReader.open(file);
        var progress = ProgressLine.onTerminal()) {
      var preview =
          new Migration(database.sessions(to)::open, settings(reader.manifest()), progress)
              .preview(reader);
      output().answer(preview, MigrationText.of(preview));
    }
  }

  /** By the preset that the file was built with, unless another is asked for. */
  private MigrationSettings settings(Manifest manifest) {
    var settings =
        MigrationSettings.of(database.schema())
            .withDestructive(destructive)
            .withAccept(accept.all());
    return app.in(settings, manifest);
  }
}
