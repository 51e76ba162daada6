package dev.slipway.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Temporary folders that are gone when this JVM ends. What a killed JVM left behind is swept by the
 * next one: it knows by the lock that every living JVM holds beside its folder.
 */
public final class Scratch {
  private static final String LOCK = ".lock";
  private static final String PASSABLE = "rwx--x--x";
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Path MINE = claim();

  /** Never closed: the kernel lets the lock go with the process, however that ends. */
  @SuppressWarnings("unused")
  private static @Nullable FileChannel claimed;

  private Scratch() {}

  /** A new empty folder that is nobody's business but ours. */
  public static Path folder(String name) {
    return newFolder(name, "rwx------");
  }

  /** A new empty folder through which anybody may pass, for servers that run as another user. */
  public static Path passableFolder(String name) {
    return newFolder(name, PASSABLE);
  }

  /** Removes a folder and all that is in it, even while somebody else is still removing from it. */
  public static void delete(Path folder) {
    try {
      if (Files.exists(folder)) {
        Files.walkFileTree(folder, new Removal());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path claim() {
    try {
      var root =
          Path.of(
              System.getProperty("java.io.tmpdir"),
              "slipway-testkit-" + System.getProperty("user.name"));
      passable(Files.createDirectories(root));
      try (var turn = open(root.resolve("turn"));
          var _ = turn.lock()) {
        sweep(root);
        var mine = Files.createTempDirectory(root, "jvm-");
        var lock = Path.of(mine + LOCK);
        claimed = open(lock);
        claimed.lock();
        AtExit.add(
            () -> {
              delete(mine);
              delete(lock);
            });
        return passable(mine);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sweep(Path root) throws IOException {
    try (var locks = Files.newDirectoryStream(root, "jvm-*" + LOCK)) {
      for (var lock : locks) {
        try (var channel = open(lock);
            var free = channel.tryLock()) {
          if (free != null) {
            var path = lock.toString();
            delete(Path.of(path.substring(0, path.length() - LOCK.length())));
            Files.delete(lock);
          }
        }
      }
    }
  }

  private static FileChannel open(Path lock) throws IOException {
    return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static Path newFolder(String name, String rights) {
    try {
      var folder = Files.createDirectory(MINE.resolve(name + "-" + NUMBER.incrementAndGet()));
      return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(rights));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path passable(Path folder) throws IOException {
    return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(PASSABLE));
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
