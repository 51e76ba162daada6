package dev.slipway.cli;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.file.BuildRequest;
import dev.slipway.engine.file.BuiltFile;
import dev.slipway.engine.file.MigrationFileBuilder;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.progress.ProgressSink;
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
    description =
        "Write a migration file from a database, and print its digest. Several sources are joined.")
final class BuildCommand extends Verb {
  @Option(
      names = "--from",
      paramLabel = "DB|FILE",
      required = true,
      description =
          "The database, postgresql://user@host:port/database, or a migration file. Several are"
              + " joined over --base.")
  private List<String> from;

  @Option(
      names = "--base",
      paramLabel = "FILE",
      description = "The migration file that several sources have in common.")
  private @Nullable Path base;

  @Option(
      names = "--resolve",
      paramLabel = "FILE",
      description =
          "Whose version is taken where sources have changed the same: a list of {table, key, take}"
              + " as YAML or JSON, where take is as in --from.")
  private @Nullable Path resolve;

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
    var isPlain = from.size() == 1 && base == null && DatabaseUrl.isOne(from.getFirst());
    if (explain && isPlain) {
      var selection = MigrationFileBuilder.explain(database.sessions(from.getFirst()), request);
      output().answer(SelectionText.json(selection), SelectionText.lines(selection));
    } else if (explain) {
      var report = joined(request).explain();
      output().answer(report, MergeText.lines(report));
    } else if (target == null) {
      throw new EngineException(
          FailureCode.ORDER_INVALID, "say where the file goes with -o, or ask with --explain");
    } else if (isPlain) {
      write(
          target,
          (folder, progress) ->
              MigrationFileBuilder.build(
                  database.sessions(from.getFirst()), request, folder, progress));
    } else {
      write(target, (folder, progress) -> joined(request).write(folder, progress));
    }
  }

  private JoinedSources joined(BuildRequest request) {
    return new JoinedSources(from, base, ResolveFile.read(resolve), request, app, database);
  }

  private void write(Path place, Making making) {
    try (var progress = ProgressLine.onTerminal()) {
      var folder = Files.isDirectory(place) ? place : parent(place);
      if (!Files.isWritable(folder)) {
        throw new EngineException(
            FailureCode.ORDER_INVALID, folder + " is no folder that can be written to");
      }
      var built = making.make(folder, progress);
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

  /** Leaves a file in a folder, under the name that its digest gives it. */
  @FunctionalInterface
  private interface Making {
    BuiltFile make(Path folder, ProgressSink progress);
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
