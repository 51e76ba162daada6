package dev.slipway.e2e.pages;

import dev.slipway.testkit.Repository;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The folders of examples/ that are there to be applied. */
public final class Stories {
  private static final Set<String> NO_STORIES = Set.of("app", "demo", "images");
  private static final Set<String> WITH_A_TEST_OF_THEIR_OWN = Set.of("one-way-release", "argo-cd");

  private Stories() {}

  static List<String> all() {
    var folders = Repository.path("examples").toFile().listFiles(File::isDirectory);
    return Stream.ofNullable(folders)
        .flatMap(Stream::of)
        .map(File::getName)
        .filter(name -> !NO_STORIES.contains(name))
        .sorted()
        .toList();
  }

  /** Those that begin where the first one, the release from stage to stage, has set things up. */
  public static List<String> besideTheFirst() {
    return all().stream()
        .filter(story -> !WITH_A_TEST_OF_THEIR_OWN.contains(story) && !files(story).isEmpty())
        .toList();
  }

  static List<Path> files(String story) {
    return Pages.files("examples/" + story, ".yaml");
  }

  /** The objects of a file, each by itself. */
  static List<String> documents(Path file) {
    try {
      return Arrays.stream(Files.readString(file).split("(?m)^---$"))
          .filter(it -> it.contains("kind:"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
