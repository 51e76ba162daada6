package dev.slipway.e2e.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testkit.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who reads a page gets to where it sends them, and to every page there is. */
class LinksTest {
  private static final Path DOCS = Repository.path("operator/docs");

  @Test
  void everyLinkArrives() {
    var links = Pages.below("").stream().flatMap(page -> page.links().stream()).toList();

    assertThat(links).as("somebody has written links").hasSizeGreaterThan(50);
    assertThat(links).filteredOn(link -> !link.arrives()).isEmpty();
  }

  @Test
  void aLinkToNowhereDoesNotArrive() {
    var index = DOCS.resolve("README.md");

    assertThat(new Link(index, "concepts.md#words").arrives()).isTrue();
    assertThat(new Link(index, "concepts.md#nowhere").arrives()).isFalse();
    assertThat(new Link(index, "nowhere.md").arrives()).isFalse();
  }

  @Test
  void everyPageIsReachedFromTheIndex() {
    var pages = Pages.below("operator/docs").stream().map(Page::file).toList();

    assertThat(reachedFrom(DOCS.resolve("README.md"))).containsAll(pages);
  }

  @Test
  void everyStoryIsNamedByTheIndexOfExamples() {
    var index = Page.read(Repository.path("examples/README.md")).text();

    assertThat(Stories.all()).allSatisfy(story -> assertThat(index).contains(story));
  }

  private static Set<Path> reachedFrom(Path index) {
    var reached = new HashSet<Path>(Set.of(index));
    var ahead = new ArrayDeque<Path>(List.of(index));
    while (!ahead.isEmpty()) {
      for (var link : Page.read(ahead.remove()).links()) {
        pagesAt(link.target()).stream().filter(reached::add).forEach(ahead::add);
      }
    }
    return reached;
  }

  /** Whoever comes to a folder sees the pages in it. */
  private static List<Path> pagesAt(Path target) {
    if (!target.startsWith(DOCS)) {
      return List.of();
    }
    if (Files.isDirectory(target)) {
      return Pages.files(Repository.root().relativize(target).toString(), ".md");
    }
    return target.toString().endsWith(".md") ? List.of(target) : List.of();
  }
}
