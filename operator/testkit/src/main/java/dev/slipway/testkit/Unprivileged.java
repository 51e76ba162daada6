package dev.slipway.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The user nobody, for programs that refuse to run as root. */
public final class Unprivileged {
  /** Nobody and its group, by number: the same on every Linux, whatever their names. */
  static final int NOBODY = 65_534;

  private Unprivileged() {}

  /** Hands a file or folder to nobody, where the tests run as root; else it stays ours. */
  public static Path own(Path path) {
    if (isNeeded()) {
      try {
        Files.setAttribute(path, "unix:uid", NOBODY);
        Files.setAttribute(path, "unix:gid", NOBODY);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return path;
  }

  /** Whether the tests run as root. */
  public static boolean isNeeded() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
