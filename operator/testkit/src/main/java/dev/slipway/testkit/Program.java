package dev.slipway.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The programs that the repository builds for its tests, such as etcd. The first call for one that
 * is not built yet takes minutes.
 */
public final class Program {
  private static final Map<String, Path> FOUND = new ConcurrentHashMap<>();

  private Program() {}

  /** Where the executable of this name is. */
  public static Path path(String name) {
    return FOUND.computeIfAbsent(name, Program::ask);
  }

  private static Path ask(String name) {
    var script = Repository.path("operator/e2e/cluster/program");
    var log = Scratch.folder("program-" + name).resolve("log");
    try {
      var asked = new ProcessBuilder(script.toString(), name).redirectError(log.toFile()).start();
      var answer = new String(asked.getInputStream().readAllBytes(), UTF_8).strip();
      if (asked.waitFor() != 0) {
        throw new StartFailure(script + " " + name + " failed:\n" + Files.readString(log));
      }
      return Path.of(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for " + name, e);
    }
  }
}
