import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Sums up the reports of a test run: `java TestSummary.java REPOSITORY STAMP`. Counts what is newer than the file
 * STAMP, layer by layer; a test's layer is the ending of its class.
 */
final class TestSummary {
  enum Layer {
    UNIT("Test"),
    CLUSTER("ClusterIT"),
    API("ApiIT"),
    ENGINE("IT");

    private final String ending;

    Layer(String ending) {
      this.ending = ending;
    }

    /** In the order of declaration: the longer endings come first. */
    static Layer of(String testClass) {
      for (var layer : values()) {
        if (testClass.endsWith(layer.ending)) {
          return layer;
        }
      }
      throw new IllegalStateException("no layer has the ending of " + testClass);
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

  private final Map<Layer, Count> layers = new EnumMap<>(Layer.class);
  private final List<String> leftOut = new ArrayList<>();

  public static void main(String[] arguments) throws Exception {
    var summary = new TestSummary();
    var since = Files.getLastModifiedTime(Path.of(arguments[1]));
    for (var report : reports(Path.of(arguments[0]))) {
      if (Files.getLastModifiedTime(report).compareTo(since) >= 0) {
        summary.read(report);
      }
    }
    var total = summary.print();
    System.exit(total.failed == 0 && total.passed > 0 ? 0 : 1);
  }

  private static List<Path> reports(Path repository) throws IOException {
    try (var files = Files.walk(repository.resolve("operator"))) {
      return files
          .filter(file -> file.toString().matches(".*/target/(surefire|failsafe)-reports/TEST-[^/]*[.]xml"))
          .sorted()
          .toList();
    }
  }

  private void read(Path report) throws Exception {
    var suite = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile()).getDocumentElement();
    var count = layers.computeIfAbsent(Layer.of(suite.getAttribute("name")), _ -> new Count());
    count.seconds += Double.parseDouble(suite.getAttribute("time").replace(",", ""));
    var cases = suite.getElementsByTagName("testcase");
    for (int i = 0; i < cases.getLength(); i++) {
      add((Element) cases.item(i), count);
    }
  }

  private void add(Element test, Count count) {
    var skipped = test.getElementsByTagName("skipped");
    if (skipped.getLength() > 0) {
      count.skipped++;
      leftOut.add(test.getAttribute("classname") + "." + test.getAttribute("name") + ": " + reason(skipped));
    } else if (test.getElementsByTagName("failure").getLength() + test.getElementsByTagName("error").getLength() > 0) {
      count.failed++;
    } else {
      count.passed++;
    }
  }

  private static String reason(NodeList skipped) {
    var message = ((Element) skipped.item(0)).getAttribute("message");
    return message.isEmpty() ? "no reason given" : message;
  }

  private Count print() {
    var total = new Count();
    layers.forEach(
        (layer, count) -> {
          total.add(count);
          System.out.printf(Locale.ROOT, "%-8s %5.0f s  %s%n", layer.name().toLowerCase(Locale.ROOT), count.seconds, count);
        });
    leftOut.forEach(test -> System.out.println("left out " + test));
    System.out.println(total);
    return total;
  }
}
