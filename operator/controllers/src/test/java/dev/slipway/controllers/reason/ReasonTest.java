package dev.slipway.controllers.reason;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.FailureCode;
import dev.slipway.testkit.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list of reasons is closed: all that is said is in it, and all in it is said. */
class ReasonTest {
  private static final Pattern SAID =
      Pattern.compile(
          "(?:new (?:StepResult\\.)?(?:Stall|Fail|Lost)\\(|REASON =|MISSING =|FAILED =)\\s*"
              + "\"([A-Z]\\w+)\"");

  /** Constants of these names that are no reasons of ours. */
  private static final Set<String> OTHER_WORDS = Set.of("Failed", "NamespaceTerminating");

  /** A Job says it, and nobody else. */
  private static final Set<String> OF_KUBERNETES = Set.of("BackoffLimitExceeded");

  @Test
  void allThatASourceSaysIsInTheList() {
    var said =
        SAID.matcher(sources())
            .results()
            .map((MatchResult it) -> it.group(1))
            .filter(it -> !OTHER_WORDS.contains(it))
            .collect(toSet());

    assertThat(said).hasSizeGreaterThan(20);
    assertThat(said).filteredOn(word -> !Reason.isKnown(word)).isEmpty();
  }

  @Test
  void allInTheListIsSaid() {
    var sources = sources();
    var ofTheEngine = Arrays.stream(FailureCode.values()).map(FailureCode::reason).collect(toSet());

    assertThat(Reason.values())
        .extracting(Reason::word)
        .filteredOn(word -> !ofTheEngine.contains(word) && !OF_KUBERNETES.contains(word))
        .filteredOn(word -> !sources.contains('"' + word + '"'))
        .isEmpty();
  }

  @Test
  void allThatTheEngineSaysIsInTheList() {
    assertThat(FailureCode.values())
        .extracting(FailureCode::reason)
        .filteredOn(word -> !Reason.isKnown(word))
        .isEmpty();
  }

  private static String sources() {
    try (var files = Files.walk(Repository.path("operator/controllers/src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("Reason.java"))
          .map(ReasonTest::text)
          .collect(joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
