package dev.slipway.cli;

import dev.slipway.engine.file.Digest;
import dev.slipway.engine.file.MigrationFileReader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "inspect",
    description = {
      "Say what a migration file holds. Nothing in it is trusted: every row is read, counted and",
      "compared with its checksum before the first line is printed."
    })
final class InspectCommand extends Verb {
  @Parameters(paramLabel = "FILE", description = "A migration file.")
  private Path file;

  @Option(
      names = "--digest",
      paramLabel = "DIGEST",
      description = "Fail unless the file is this one: sha256:...")
  private @Nullable String expected;

  @Override
  public void run() {
    try (var reader = open();
        var progress = ProgressLine.onTerminal()) {
      reader.verifyRows(progress);
      var manifest = reader.manifest();
      output()
          .answer(
              new Inspected(reader.digest().toString(), manifest),
              ManifestText.lines(reader.digest(), manifest));
    }
  }

  private MigrationFileReader open() {
    return expected == null
        ? MigrationFileReader.open(file)
        : MigrationFileReader.open(file, Digest.parse(expected));
  }
}
