package dev.slipway.testkit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Folders that are made once for this and all later runs, and shared by all that run now. */
public final class Cache {
  private Cache() {}

  /** The folder of this name, which is there as a whole or not at all, whoever else wants it. */
  public static Path folder(String name, Content content) throws IOException {
    return folder(name, content, root());
  }

  static synchronized Path folder(String name, Content content, Path root) throws IOException {
    var folder = root.resolve(name);
    Files.createDirectories(root);
    try (var channel = open(root.resolve(name + ".lock"));
        var _ = channel.lock()) {
      if (!Files.isDirectory(folder)) {
        var half = root.resolve(name + ".half");
        Scratch.delete(half);
        Files.createDirectory(half);
        content.writeTo(half);
        Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return folder;
  }

  /** Root's home is closed to nobody, as whom some programs run: root caches where all can read. */
  private static Path root() {
    var told = System.getenv("SLIPWAY_CACHE");
    if (told != null) {
      return Path.of(told);
    }
    var caches =
        Unprivileged.isNeeded()
            ? Path.of("/var/cache")
            : Path.of(
                Objects.requireNonNullElseGet(
                    System.getenv("XDG_CACHE_HOME"),
                    () -> System.getProperty("user.home") + "/.cache"));
    return caches.resolve("slipway");
  }

  private static FileChannel open(Path lock) throws IOException {
    return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** What fills a folder. */
  @FunctionalInterface
  public interface Content {
    void writeTo(Path folder) throws IOException;
  }
}
