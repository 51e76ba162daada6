package dev.slipway.controllers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testkit.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page names every metric that the operator has, and no other: alerts go by it. */
class MetricsPageTest {
  private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (slipway_\\w+) ");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`slipway_.*?) \\|");
  private static final Pattern NAME = Pattern.compile("slipway_\\w+");

  @Test
  void thePageHasWhatTheOperatorAnswers() throws IOException {
    try (var vitals =
        new OperatorVitals(new OperatorSettings("slipway:test", null), Clock.systemUTC())) {
      assertThat(documented()).isEqualTo(names(FAMILY, vitals.metrics()));
    }
  }

  private static SortedSet<String> documented() throws IOException {
    var page = Files.readString(Repository.path("operator/docs/operator.md"), UTF_8);
    return names(ROW, page).stream()
        .flatMap(row -> names(NAME, row).stream())
        .collect(toCollection(TreeSet::new));
  }

  private static SortedSet<String> names(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(it -> it.groupCount() == 0 ? it.group() : it.group(1))
        .collect(toCollection(TreeSet::new));
  }
}
