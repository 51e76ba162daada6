package dev.slipway.e2e;

import dev.slipway.testkit.Repository;
import dev.slipway.testkit.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** One of the repository's own scripts. What it says on its way is shown only where it fails. */
record Script(String path) {
  /** Runs to its end, and gives back what it printed; throws where it failed. */
  String run(String... arguments) {
    var ended = tryRun(arguments);
    if (ended.status() != 0) {
      throw new IllegalStateException(path + " " + String.join(" ", arguments) + ": " + ended);
    }
    return ended.output();
  }

  Ended tryRun(String... arguments) {
    var line = new ArrayList<>(List.of(Repository.path(path).toString()));
    line.addAll(List.of(arguments));
    var folder = Scratch.folder("script");
    var log = folder.resolve("log");
    try {
      var process = new ProcessBuilder(line).redirectError(log.toFile()).start();
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
