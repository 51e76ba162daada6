package dev.slipway.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.file.BuildRequest;
import dev.slipway.engine.file.BuiltFile;
import dev.slipway.engine.file.MigrationFileBuilder;
import dev.slipway.engine.rules.RuleParser;
import dev.slipway.engine.rules.RuleSet;
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
  private static final ObjectMapper YAML = new YAMLMapper();

  @Option(
      names = "--from",
      paramLabel = "DB",
      required = true,
      description = "The database: postgresql://user@host:port/database.")
  private String from;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "The rules block of a MigrationPlan, as YAML or JSON (default: SchemaOnly).")
  private @Nullable Path rules;

  @Option(
      names = "-o",
      paramLabel = "FILE",
      required = true,
      description = "Where the file goes; a folder gets it under its own name.")
  private Path target;

  @Mixin private DatabaseOptions database;

  @Override
  public void run() {
    var parsed = rules();
    try (var progress = ProgressLine.onTerminal()) {
      var folder = Files.isDirectory(target) ? target : parent();
      var built =
          MigrationFileBuilder.build(
              database.sessions(from),
              new BuildRequest(database.schema(), parsed),
              folder,
              progress);
      var written = moved(built);
      output()
          .answer(
              new Answer(built.digest().toString(), written.toString()),
              List.of(built.digest().toString()));
    } catch (IOException e) {
      throw new EngineException(
          FailureCode.ORDER_INVALID, target + " cannot be written: " + e.getMessage(), e);
    }
  }

  private RuleSet rules() {
    try {
      return rules == null
          ? RuleParser.parse(MissingNode.getInstance())
          : RuleParser.parse(YAML.readTree(rules.toFile()));
    } catch (IOException e) {
      throw new EngineException(
          FailureCode.ORDER_INVALID, rules + " cannot be read: " + e.getMessage(), e);
    }
  }

  private Path moved(BuiltFile built) throws IOException {
    return Files.isDirectory(target)
        ? built.path()
        : Files.move(built.path(), target, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path parent() {
    var parent = target.toAbsolutePath().getParent();
    return parent == null ? Path.of("/") : parent;
  }

  private record Answer(String digest, String file) {}
}
