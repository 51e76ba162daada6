package dev.slipway.e2e.chart;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.testkit.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of the page that says what the operator may do. */
record RightsPage(SortedSet<Right> rights) {
  RightsPage {
    rights = Collections.unmodifiableSortedSet(rights);
  }

  /** The one below this heading. */
  static RightsPage table(String heading) {
    return of(
        text()
            .lines()
            .dropWhile(line -> !line.equals("### " + heading))
            .skip(1)
            .takeWhile(line -> !line.startsWith("#")));
  }

  static RightsPage all() {
    return of(text().lines());
  }

  RightsPage and(RightsPage other) {
    return new RightsPage(
        Stream.concat(rights.stream(), other.rights.stream())
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static RightsPage of(Stream<String> lines) {
    return new RightsPage(
        lines
            .filter(line -> line.startsWith("| `"))
            .flatMap(RightsPage::row)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** {@code | `jobs.batch` `pods` | get, list | why |}. */
  private static Stream<Right> row(String line) {
    var cells = line.split("\\|", -1);
    var verbs = Arrays.stream(cells[2].split(",", -1)).map(String::strip).toList();
    return Arrays.stream(cells[1].replace("`", "").strip().split(" +"))
        .flatMap(resource -> verbs.stream().map(verb -> new Right(verb, resource)));
  }

  private static String text() {
    try {
      return Files.readString(Repository.path("operator/docs/rights.md"), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
