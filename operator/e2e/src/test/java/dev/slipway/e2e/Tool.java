package dev.slipway.e2e;

import dev.slipway.testkit.Repository;
import dev.slipway.testkit.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program that the tests call. What it says on its way is shown only where it fails.
 *
 * @param variables of its environment, beside those of the tests
 */
record Tool(Path path, Map<String, String> variables) {
  Tool(Path path) {
    this(path, Map.of());
  }

  /** One of the repository's own scripts. */
  static Tool ofRepository(String path) {
    return new Tool(Repository.path(path));
  }

  Tool with(Map<String, String> others) {
    return new Tool(path, others);
  }

  /** Runs to its end, and gives back what it printed; throws where it failed. */
  String run(String... arguments) {
    var ended = tryRun(arguments);
    if (ended.status() != 0) {
      throw new IllegalStateException(path + " " + String.join(" ", arguments) + ": " + ended);
    }
    return ended.output();
  }

  Ended tryRun(String... arguments) {
    var line = new ArrayList<>(List.of(path.toString()));
    line.addAll(List.of(arguments));
    var folder = Scratch.folder("tool");
    var log = folder.resolve("log");
    try {
      var builder = new ProcessBuilder(line).redirectError(log.toFile());
      builder.environment().putAll(variables);
      var process = builder.start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), output.strip(), Files.readString(log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + path, e);
    } finally {
      Scratch.delete(folder);
    }
  }

  record Ended(int status, String output, String log) {}
}
