package dev.slipway.e2e.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final Page PAGE =
      new Page(
          Path.of("docs/page.md"),
          """
          # Who may do what?
          See [the `other` one](other.md#here), `[no](link)`, and [the web](https://slipway.example).
          ```
          # no heading
          [no](link.md)
          ```
          ## What `kubectl` says
          ## Twice
          ## Twice
          """);

  @Test
  void findsLinksOutsideOfCode() {
    assertThat(PAGE.links()).containsExactly(new Link(Path.of("docs/page.md"), "other.md#here"));
    assertThat(PAGE.links().getFirst().target()).isEqualTo(Path.of("docs/other.md"));
  }

  @Test
  void headingsAreWhereOneMayArrive() {
    assertThat(PAGE.anchors())
        .containsExactlyInAnyOrder("who-may-do-what", "what-kubectl-says", "twice", "twice-1");
  }
}
