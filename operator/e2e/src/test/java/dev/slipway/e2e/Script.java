package dev.slipway.e2e;

import dev.slipway.testkit.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One of the repository's own scripts. What it says on its way goes to the test's output. */
record Script(String path) {
  /** Runs to its end, and gives back what it printed; throws where it failed. */
  String run(String... arguments) {
    var ended = tryRun(arguments);
    if (ended.status() != 0) {
      throw new IllegalStateException(
          path
              + " "
              + String.join(" ", arguments)
              + " ended with "
              + ended.status()
              + ": its words are in the test's output");
    }
    return ended.output();
  }

  Ended tryRun(String... arguments) {
    var line = new ArrayList<>(List.of(Repository.path(path).toString()));
    line.addAll(List.of(arguments));
    try {
      var process = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), output.strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + path, e);
    }
  }

  record Ended(int status, String output) {}
}
