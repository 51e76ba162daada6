package dev.slipway.testkit.kube;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.testkit.Program;
import dev.slipway.testkit.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of kubectl: its exit code, and all that it printed on either stream. */
public record Kubectl(int exitCode, String output) {
  private static final int LIMIT_SECONDS = 60;

  static Kubectl run(Path kubeconfig, String input, String... arguments) {
    var folder = Scratch.folder("kubectl");
    var line = new ArrayList<String>();
    line.add(Program.path("kubectl").toString());
    line.addAll(List.of("--kubeconfig", kubeconfig.toString()));
    line.addAll(List.of("--cache-dir", kubeconfig.resolveSibling("kubectl-cache").toString()));
    line.addAll(List.of(arguments));
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
        throw new IllegalStateException("kubectl does not end: " + String.join(" ", arguments));
      }
      return new Kubectl(process.exitValue(), Files.readString(output, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for kubectl", e);
    } finally {
      Scratch.delete(folder);
    }
  }
}
