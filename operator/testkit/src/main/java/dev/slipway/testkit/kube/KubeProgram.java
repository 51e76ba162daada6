package dev.slipway.testkit.kube;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.testkit.Program;
import dev.slipway.testkit.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that is a client of the API server, and obeys nothing but what it is told here. */
record KubeProgram(String name) {
  private static final int LIMIT_SECONDS = 60;

  /** How it ended, and all that it printed on either stream. */
  record Ended(int exitCode, String output) {}

  Ended run(String input, List<String> arguments) {
    var folder = Scratch.folder(name);
    var line = new ArrayList<>(List.of(Program.path(name).toString()));
    line.addAll(arguments);
    try {
      var output = folder.resolve("output");
      var builder = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
      builder.redirectInput(Files.writeString(folder.resolve("input"), input).toFile());
      builder.redirectOutput(output.toFile());
      builder.environment().clear(); // it obeys variables, and files in the home of its user
      builder.environment().put("HOME", folder.toString());
      var process = builder.start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(name + " does not end: " + String.join(" ", arguments));
      }
      return new Ended(process.exitValue(), Files.readString(output, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + name, e);
    } finally {
      Scratch.delete(folder);
    }
  }
}
