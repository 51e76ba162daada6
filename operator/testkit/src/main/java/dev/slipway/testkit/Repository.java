package dev.slipway.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checked-out repository that the tests belong to. */
public final class Repository {
  private static final String PROPERTY = "slipway.repository";

  private Repository() {}

  /** A file or folder of the repository, by its path from the root. */
  public static Path path(String relative) {
    return root().resolve(relative);
  }

  /** What the build says it is, else the nearest folder above that holds .mvn. */
  public static Path root() {
    var told = System.getProperty(PROPERTY);
    return told != null ? Path.of(told) : above(Path.of("").toAbsolutePath());
  }

  static Path above(Path start) {
    for (var folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve(".mvn"))) {
        return folder;
      }
    }
    throw new IllegalStateException(
        "no folder with .mvn above " + start + "; name the repository with -D" + PROPERTY);
  }
}
