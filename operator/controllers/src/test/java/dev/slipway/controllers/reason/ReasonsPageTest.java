package dev.slipway.controllers.reason;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testkit.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

/** The page that users read is made from the list. */
class ReasonsPageTest {
  private static final Path PRINTED = Path.of("target/reasons.md");

  @Test
  void thePageSaysWhatTheListSays() throws IOException {
    var page = page();
    Files.createDirectories(PRINTED.getParent());
    Files.write(PRINTED, page.getBytes(UTF_8));

    assertThat(Repository.path("operator/docs/reasons.md"))
        .as("copy %s there", PRINTED.toAbsolutePath())
        .hasContent(page);
  }

  private static String page() {
    return """
    # Reasons

    Every condition of the four kinds has one of these reasons, and so have the warnings among the events of an object and the metric
    `slipway_stalled`. Made from the list in the code (`Reason`), and held equal to it by a test.

    Events that are no warnings carry the phase that was reached instead, such as `Migrating`, where the kind has phases.

    | reason | who has to act | what it means |
    |---|---|---|
    %s
    """
        .formatted(rows());
  }

  private static String rows() {
    return Arrays.stream(Reason.values())
        .sorted(Comparator.comparing(Reason::word))
        .map(it -> "| `%s` | %s | %s |".formatted(it.word(), it.turn().words(), it.meaning()))
        .collect(joining("\n"));
  }
}
