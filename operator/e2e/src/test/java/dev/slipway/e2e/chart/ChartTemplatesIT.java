package dev.slipway.e2e.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testkit.Repository;
import dev.slipway.testkit.kube.RenderedChart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the chart makes of the main sets of values, held equal to files that people can read: of the
 * defaults all, of the others what becomes different by them. What is a file already is left out,
 * and so is the version.
 */
class ChartTemplatesIT {
  private static final String HERE = "operator/e2e/src/test/resources/dev/slipway/e2e/chart/";
  private static final Path PRINTED = Path.of("target/rendered");
  private static final List<String> FILES =
      List.of("CustomResourceDefinition ", "ConfigMap slipway-dashboard");
  private static final Pattern VERSION = Pattern.compile("(?<=helm.sh/chart: slipway-)\\S+");
  private static final RenderedChart DEFAULT = RenderedChart.with();

  @Test
  void asItIs() throws IOException {
    assertIsAsRecorded("default", text(DEFAULT.objects()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"namespaces", "everything", "minimal"})
  void withValues(String name) throws IOException {
    var values = Repository.path(HERE + "values/" + name + ".yaml");

    var objects = RenderedChart.with("--values", values.toString()).objects();

    assertIsAsRecorded(name, text(different(objects)) + gone(objects));
  }

  private static Map<String, String> different(Map<String, String> objects) {
    var different = new LinkedHashMap<>(objects);
    different.entrySet().removeAll(DEFAULT.objects().entrySet());
    return different;
  }

  private static String gone(Map<String, String> objects) {
    return DEFAULT.objects().keySet().stream()
        .filter(it -> !objects.containsKey(it))
        .map(it -> "# not there: " + it + "\n")
        .collect(joining());
  }

  private static String text(Map<String, String> objects) {
    return objects.entrySet().stream()
        .filter(it -> FILES.stream().noneMatch(it.getKey()::startsWith))
        .map(it -> "---\n" + it.getValue().stripTrailing() + "\n")
        .collect(joining())
        .replace(version(), "VERSION");
  }

  private static String version() {
    var account = DEFAULT.objects().getOrDefault("ServiceAccount slipway", "");
    return VERSION.matcher(account).results().findFirst().orElseThrow().group();
  }

  private static void assertIsAsRecorded(String name, String text) throws IOException {
    Files.createDirectories(PRINTED);
    var printed = Files.writeString(PRINTED.resolve(name + ".yaml"), text, UTF_8);

    assertThat(Repository.path(HERE + "rendered/" + name + ".yaml"))
        .as("look at %s, and copy it there where it is right", printed.toAbsolutePath())
        .hasContent(text);
  }
}
