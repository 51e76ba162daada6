package dev.slipway.cli;

import dev.slipway.testkit.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A call of the command line as a page shows it. */
record DocumentedCommand(String page, String line) {
  private static final Pattern CALL =
      Pattern.compile("(?m)^(?:\\S*/)?slipway ([^\n#]+)|`(?:\\./)?slipway ([^`]+)`");
  private static final Pattern OPTION = Pattern.compile("(?<=\\s)--?[a-z][a-z0-9-]*");
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");

  /** Of all pages that users read. A line that ends in a backslash goes on in the next. */
  static List<DocumentedCommand> all() {
    return Stream.of("operator/docs", "examples", "README.md")
        .flatMap(DocumentedCommand::pages)
        .flatMap(DocumentedCommand::on)
        .toList();
  }

  /** Several where the page says {@code one|other}. */
  List<String> verbs() {
    return Arrays.asList(line.strip().split("\\s+", 2)[0].split("\\|", -1));
  }

  List<String> options() {
    var first = QUOTED.matcher(line).replaceAll("").split(" \\| | && ", 2)[0];
    return OPTION.matcher(first).results().map(it -> it.group()).toList();
  }

  private static Stream<Path> pages(String path) {
    try (var files = Files.walk(Repository.path(path))) {
      return files.filter(it -> it.toString().endsWith(".md")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<DocumentedCommand> on(Path page) {
    try {
      var text = Files.readString(page).replace("\\\n", " ").replace("\\|", "|");
      return CALL.matcher(text)
          .results()
          .map(it -> it.group(1) == null ? it.group(2) : it.group(1))
          .map(it -> new DocumentedCommand(page.getFileName().toString(), it))
          .filter(it -> !it.line().startsWith("VERB "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
