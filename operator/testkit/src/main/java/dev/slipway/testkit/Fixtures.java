package dev.slipway.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Databases and files of a real app, which this repository does not keep. Tests that need them are
 * left out where they are not there, and say so.
 */
public final class Fixtures {
  /** Names the folder; without it, a folder beside the repository is looked for. */
  public static final String VARIABLE = "SLIPWAY_FIXTURES";

  private static final String BESIDE = "../shared/fixtures";

  private Fixtures() {}

  /** A file of the fixtures, such as {@code nocobase/nb_dev.sql.gz}. */
  public static Optional<Path> find(String relative) {
    return Optional.of(folder().resolve(relative)).filter(Files::isReadable);
  }

  /** What a test that is left out says. */
  public static String missing(String relative) {
    return "left out: no %s in %s (%s names another folder)"
        .formatted(relative, folder(), VARIABLE);
  }

  private static Path folder() {
    var told = System.getenv(VARIABLE);
    return told == null || told.isBlank()
        ? Repository.root().resolve(BESIDE).normalize()
        : Path.of(told);
  }
}
