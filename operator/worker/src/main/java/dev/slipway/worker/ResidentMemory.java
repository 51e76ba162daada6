package dev.slipway.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory this process takes of its machine, as Linux counts it. */
final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";
  private static final int UNKNOWN = 0;

  private ResidentMemory() {}

  /** The most that it ever was; 0 where the system does not tell. */
  static long peakMegabytes() {
    try (var lines = Files.lines(STATUS)) {
      return lines
          .filter(it -> it.startsWith(PEAK))
          .map(it -> it.replaceAll("\\D", ""))
          .mapToLong(it -> Long.parseLong(it) / 1024)
          .findFirst()
          .orElse(UNKNOWN);
    } catch (IOException _) {
      return UNKNOWN;
    }
  }
}
