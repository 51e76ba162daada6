package dev.slipway.cli;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.file.BuildRequest;
import dev.slipway.engine.file.BuiltFile;
import dev.slipway.engine.file.MigrationFileBuilder;
import dev.slipway.engine.finding.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "build",
    description = "Write a migration file from a database, and print its digest.")
final class BuildCommand extends Verb {
  @Option(
      names = "--from",
      paramLabel = "DB",
      required = true,
      description = "The database: postgresql://user@host:port/database.")
  private String from;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description =
          "The rules block of a MigrationPlan, as YAML or JSON (default: the preset's rules, and"
              + " SchemaOnly for every other table).")
  private @Nullable Path rules;

  @Option(
      names = "-o",
      paramLabel = "FILE",
      description = "Where the file goes; a folder gets it under its own name.")
  private @Nullable Path target;

  @Option(
      names = "--explain",
      description = "Say of each table which rule it has and why; write nothing.")
  private boolean explain;

  @Mixin private AppOptions app;
  @Mixin private DatabaseOptions database;

  @Override
  public void run() {
    var request =
        new BuildRequest(database.schema(), RulesFile.read(rules), app.preset(), app.naming());
    if (explain) {
      var selection = MigrationFileBuilder.explain(database.sessions(from), request);
      output().answer(SelectionText.json(selection), SelectionText.lines(selection));
    } else if (target != null) {
      write(request, target);
    } else {
      throw new EngineException(
          FailureCode.ORDER_INVALID, "say where the file goes with -o, or ask with --explain");
    }
  }

  private void write(BuildRequest request, Path place) {
    try (var progress = ProgressLine.onTerminal()) {
      var folder = Files.isDirectory(place) ? place : parent(place);
      var built = MigrationFileBuilder.build(database.sessions(from), request, folder, progress);
      var written = moved(built, place);
      built.findings().forEach(output()::remark);
      output()
          .answer(
              new Answer(built.digest().toString(), written.toString(), built.findings()),
              List.of(built.digest().toString()));
    } catch (IOException e) {
      throw new EngineException(
          FailureCode.ORDER_INVALID, place + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static Path moved(BuiltFile built, Path place) throws IOException {
    return Files.isDirectory(place)
        ? built.path()
        : Files.move(built.path(), place, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path parent(Path place) {
    var parent = place.toAbsolutePath().getParent();
    return parent == null ? Path.of("/") : parent;
  }

  private record Answer(String digest, String file, List<Finding> findings) {}
}
