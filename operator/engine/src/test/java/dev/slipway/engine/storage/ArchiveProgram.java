package dev.slipway.engine.storage;

import dev.slipway.testkit.ChildProcess;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Archives and unpacks in a JVM of its own, under a locale and with a heap of its own. */
final class ArchiveProgram {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private ArchiveProgram() {}

  /** archive FOLDER FILE, or unpack FILE FOLDER. */
  public static void main(String[] words) throws IOException {
    var from = Path.of(words[1]);
    var to = Path.of(words[2]);
    if (words[0].equals("archive")) {
      try (var out = new BufferedOutputStream(Files.newOutputStream(to))) {
        new StorageArchive(new StorageFolder("uploads", from, List.of())).write(out);
      }
    } else {
      try (var in = Files.newInputStream(from)) {
        var unpacking = new StorageUnpacking(to);
        unpacking.unpack(in);
        unpacking.moveIn();
      }
    }
  }

  /** Runs it as a pod without a locale would, and fails where it does. */
  static void run(Path log, List<String> options, String... words) {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(options);
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    line.add(ArchiveProgram.class.getName());
    line.addAll(List.of(words));
    ChildProcess.command("archive", log, line).environment("LC_ALL", "POSIX").run(LIMIT);
  }
}
