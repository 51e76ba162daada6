import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Sums up the reports of a test run: `java TestSummary.java REPOSITORY STAMP`. Counts what is newer
 * than the file STAMP, layer by layer; a test's layer is the ending of its class.
 */
final class TestSummary {
  enum Layer {
    UNIT("Test"),
    ENGINE("IT"),
    API("ApiIT"),
    CLUSTER("ClusterIT");

    private final String ending;

    Layer(String ending) {
      this.ending = ending;
    }

    /** The longest ending wins: an XApiIT is an XIT as well. */
    static Layer of(String testClass) {
      return Arrays.stream(values())
          .filter(layer -> testClass.endsWith(layer.ending))
          .max(Comparator.comparingInt(layer -> layer.ending.length()))
          .orElseThrow(() -> new IllegalStateException("no layer has the ending of " + testClass));
    }
  }

  private static final class Count {
    int passed;
    int failed;
    int skipped;
    double seconds;

    void add(Count other) {
      passed += other.passed;
      failed += other.failed;
      skipped += other.skipped;
      seconds += other.seconds;
    }

    @Override
    public String toString() {
      return "%d passed, %d failed, %d skipped".formatted(passed, failed, skipped);
    }
  }

  private static final int LONGEST_REASON = 600;
  private static final Pattern CLAIM =
      Pattern.compile("(?<not>not )?ok - (?<text>.*?)( [(](?<seconds>[0-9]+) s[)])?");

  private final Map<Layer, Count> layers = new EnumMap<>(Layer.class);
  private final List<String> leftOut = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();

  public static void main(String[] arguments) throws Exception {
    var summary = new TestSummary();
    var since = Files.getLastModifiedTime(Path.of(arguments[1]));
    for (var report : reports(Path.of(arguments[0]))) {
      if (Files.getLastModifiedTime(report).compareTo(since) < 0) {
        continue;
      }
      if (report.toString().endsWith(".tap")) {
        summary.readClaims(report);
      } else {
        summary.read(report);
      }
    }
    var total = summary.print();
    System.exit(total.failed == 0 && total.passed > 0 ? 0 : 1);
  }

  private static List<Path> reports(Path repository) throws IOException {
    try (var files = Files.walk(repository.resolve("operator"))) {
      return files
          .filter(
              file ->
                  file.toString()
                      .matches(".*/target/[a-z]+-reports/(TEST-[^/]*[.]xml|[^/]*[.]tap)"))
          .sorted()
          .toList();
    }
  }

  private void read(Path report) throws Exception {
    var suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(report.toFile())
            .getDocumentElement();
    var count = layers.computeIfAbsent(Layer.of(suite.getAttribute("name")), _ -> new Count());
    count.seconds += Double.parseDouble(suite.getAttribute("time").replace(",", ""));
    var cases = suite.getElementsByTagName("testcase");
    for (int i = 0; i < cases.getLength(); i++) {
      add((Element) cases.item(i), count);
    }
  }

  /** The local cluster's own test is a script, which prints a line for each of its claims. */
  private void readClaims(Path report) throws IOException {
    var lines = Files.readAllLines(report);
    var count = layers.computeIfAbsent(Layer.CLUSTER, _ -> new Count());
    for (var line : lines) {
      var claim = CLAIM.matcher(line);
      if (claim.matches()) {
        add(line, claim, count);
      }
    }
    if (lines.stream().noneMatch(line -> CLAIM.matcher(line).matches())) {
      count.skipped++;
      leftOut.add("the local cluster's own test: " + String.join(" ", lines));
    }
  }

  private void add(String line, Matcher claim, Count count) {
    if (claim.group("not") != null) {
      count.failed++;
      failed.add(claim.group("text"));
    } else if (line.contains("# skipped: ")) {
      count.skipped++;
      leftOut.add(claim.group("text"));
    } else {
      count.passed++;
    }
    count.seconds += claim.group("seconds") == null ? 0 : Integer.parseInt(claim.group("seconds"));
  }

  private void add(Element test, Count count) {
    var skipped = test.getElementsByTagName("skipped");
    var failures = test.getElementsByTagName("failure");
    if (failures.getLength() == 0) {
      failures = test.getElementsByTagName("error");
    }
    if (skipped.getLength() > 0) {
      count.skipped++;
      leftOut.add(named(test) + ": " + reason(skipped));
    } else if (failures.getLength() > 0) {
      count.failed++;
      failed.add(named(test) + ": " + oneLine(reason(failures)));
    } else {
      count.passed++;
    }
  }

  private static String named(Element test) {
    return test.getAttribute("classname") + "." + test.getAttribute("name");
  }

  /** Of a test that was left out, or that failed. */
  private static String reason(NodeList outcome) {
    var element = (Element) outcome.item(0);
    // an assumption that does not hold leaves its words in the stack, behind the name of the
    // exception
    var stack =
        element.getTextContent().lines().findFirst().orElse("").replaceFirst("^[\\w.$]+: ", "");
    var message =
        element.getAttribute("message").isEmpty() ? stack : element.getAttribute("message");
    return message.isEmpty() ? "no reason given" : message;
  }

  /** An assertion says on the lines after the first what it got instead. */
  private static String oneLine(String words) {
    var line = words.strip().replaceAll("\\s+", " ");
    return line.substring(0, Math.min(line.length(), LONGEST_REASON));
  }

  private Count print() {
    var total = new Count();
    layers.forEach(
        (layer, count) -> {
          total.add(count);
          System.out.printf(
              Locale.ROOT,
              "%-8s %5.0f s  %s%n",
              layer.name().toLowerCase(Locale.ROOT),
              count.seconds,
              count);
        });
    leftOut.forEach(test -> System.out.println("left out " + test));
    // last, where the end of a long log shows them
    failed.forEach(test -> System.out.println("failed " + test));
    System.out.println(total);
    return total;
  }
}
