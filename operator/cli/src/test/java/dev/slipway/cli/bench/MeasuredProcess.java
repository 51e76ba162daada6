package dev.slipway.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs a command line to its end and says how long it took, and how much memory at most. */
final class MeasuredProcess {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  /** The same on every Linux. */
  private static final double TICKS_OF_A_SECOND = 100;

  private MeasuredProcess() {}

  /**
   * What a run came to.
   *
   * @param processor seconds of it, children included
   * @param megabytes the most that the process was resident with; 0 where it ended at once
   */
  record Run(double seconds, double processor, long megabytes) {}

  /**
   * @param fine the exit codes that are no failure
   */
  static Run run(List<String> words, Map<String, String> environment, Path log, Set<Integer> fine)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    double processor = processorOfChildren();
    long began = System.nanoTime();
    var process = builder.start();
    long peak = 0;
    while (!process.waitFor(BETWEEN_LOOKS)) {
      peak = Math.max(peak, peakOf(process.toHandle()));
      peak =
          Math.max(peak, process.descendants().mapToLong(MeasuredProcess::peakOf).max().orElse(0));
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    if (!fine.contains(process.exitValue())) {
      throw new IllegalStateException(
          String.join(" ", words) + " ended with " + process.exitValue() + ":\n" + tail(log));
    }
    return new Run(seconds, processorOfChildren() - processor, peak / 1024);
  }

  /** Of all that have ended and were waited for, and of theirs. */
  private static double processorOfChildren() throws IOException {
    var stat = Files.readString(Path.of("/proc/self/stat"));
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_OF_A_SECOND;
  }

  private static long peakOf(ProcessHandle process) {
    try (var lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
      return lines
          .filter(it -> it.startsWith("VmHWM:"))
          .mapToLong(it -> Long.parseLong(it.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException | UncheckedIOException | IllegalStateException _) {
      return 0;
    }
  }

  private static String tail(Path log) throws IOException {
    var text = Files.readString(log);
    return text.substring(Math.max(0, text.length() - 2000));
  }
}
