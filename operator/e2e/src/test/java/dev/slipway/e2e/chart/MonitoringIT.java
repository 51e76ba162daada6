package dev.slipway.e2e.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.testkit.Repository;
import dev.slipway.testkit.kube.RenderedChart;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Alerts and dashboard ask only for metrics and labels that there are: those of the operator's
 * page, which a test of the controllers holds equal to what the operator answers.
 */
class MonitoringIT {
  private static final Pattern METRIC = Pattern.compile("slipway_\\w+");
  private static final Pattern SELECTED = Pattern.compile("(\\w+) *(?:=~|!~|!=|=) *\"");
  private static final Pattern GROUPED = Pattern.compile("\\b(?:by|on) \\(([^)]*)\\)");
  private static final Pattern TOLD = Pattern.compile("\\$labels\\.(\\w+)|\\{\\{(\\w+)}}");
  private static final Pattern LABELLED = Pattern.compile("slipway_\\w+\\{([^}]*)}");
  private static final String PARTS = "_(sum|count|bucket)$";

  /** What makes a bucket of a histogram one. */
  private static final String LIMIT = "le";

  @ParameterizedTest
  @MethodSource("askers")
  void asksOnlyForMetricsThatThereAre(String asker, List<String> words) {
    var asked = all(METRIC, words).map(MatchResult::group).map(it -> it.replaceFirst(PARTS, ""));

    assertThat(metrics()).as(asker).containsAll(asked.toList());
  }

  @ParameterizedTest
  @MethodSource("askers")
  void asksOnlyForLabelsThatThereAre(String asker, List<String> words) {
    var known = labels();
    known.add(LIMIT);

    assertThat(known).as(asker).containsAll(labels(words));
  }

  @Test
  void everyMetricOfReleasesAndEnvironmentsIsShown() throws IOException {
    var shown =
        all(METRIC, dashboard()).map(MatchResult::group).map(it -> it.replaceFirst(PARTS, ""));

    assertThat(shown).containsAll(metrics());
  }

  @Test
  void everyAlertSaysHowBadItIsAndWhatToDo() {
    assertThat(rules())
        .hasSize(10)
        .allSatisfy(
            rule -> {
              assertThat(rule.path("alert").asText()).startsWith("Slipway");
              assertThat(rule.path("labels").path("severity").asText()).isIn("warning", "critical");
              assertThat(rule.path("annotations").path("summary").asText()).isNotBlank();
              assertThat(rule.path("annotations").path("description").asText()).endsWith(".");
            });
  }

  @Test
  void everyExpressionClosesWhatItOpens() {
    assertThat(rules())
        .extracting(it -> it.path("expr").asText())
        .allSatisfy(MonitoringIT::assertIsBalanced);
  }

  @Test
  void withoutStagesNobodyIsAskedForBackups() {
    var rules = rules("--set", "monitoring.rules.backupStages=null");

    assertThat(rules).hasSize(7);
  }

  static Stream<Arguments> askers() throws IOException {
    return Stream.of(
        arguments(
            "alerts", rules().stream().map(JsonNode::toString).map(MonitoringIT::plain).toList()),
        arguments("dashboard", dashboard()));
  }

  private static String plain(String json) {
    return json.replace("\\\"", "\"");
  }

  private static void assertIsBalanced(String expression) {
    for (var pair : Map.of('(', ')', '{', '}', '[', ']').entrySet()) {
      assertThat(expression.chars().filter(it -> it == pair.getKey()).count())
          .as(expression)
          .isEqualTo(expression.chars().filter(it -> it == pair.getValue()).count());
    }
  }

  private static List<JsonNode> rules(String... more) {
    var options =
        Stream.concat(Stream.of("--set", "monitoring.rules.create=true"), Stream.of(more));
    var yaml =
        RenderedChart.with(options.toArray(String[]::new)).objects().get("PrometheusRule slipway");
    var rules = new KubernetesSerialization().unmarshal(yaml, JsonNode.class);
    return rules.path("spec").path("groups").path(0).path("rules").valueStream().toList();
  }

  /** The expressions of its panels, how their lines are called, and what its variables ask. */
  private static List<String> dashboard() throws IOException {
    var json = Files.readString(Repository.path("helm/slipway/files/dashboard.json"), UTF_8);
    var dashboard = new JsonMapper().readTree(json);
    return Stream.of("expr", "legendFormat", "definition")
        .flatMap(it -> dashboard.findValuesAsText(it).stream())
        .toList();
  }

  private static SortedSet<String> labels(List<String> words) {
    return Stream.of(
            all(SELECTED, words).map(it -> it.group(1)),
            all(GROUPED, words).flatMap(it -> Stream.of(it.group(1).split(", *", -1))),
            all(TOLD, words).map(it -> it.group(1) == null ? it.group(2) : it.group(1)))
        .flatMap(it -> it)
        .collect(toCollection(TreeSet::new));
  }

  private static Stream<MatchResult> all(Pattern pattern, List<String> words) {
    return words.stream().flatMap(it -> pattern.matcher(it).results());
  }

  private static Set<String> metrics() {
    return all(METRIC, page()).map(MatchResult::group).collect(toCollection(TreeSet::new));
  }

  /** Those in the table's braces, and those that the sentence below it names. */
  private static SortedSet<String> labels() {
    var braces = all(LABELLED, page()).map(it -> it.group(1));
    var known =
        braces.flatMap(it -> Stream.of(it.split(",", -1))).collect(toCollection(TreeSet::new));
    known.addAll(List.of("namespace", "environment", "app", "stage"));
    return known;
  }

  private static List<String> page() {
    try {
      return Files.readString(Repository.path("operator/docs/operator.md"), UTF_8)
          .lines()
          .filter(it -> it.startsWith("| `slipway_"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
