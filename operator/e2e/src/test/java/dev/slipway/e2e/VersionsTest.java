package dev.slipway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testkit.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One version, wherever it stands; and the page on releases says what the tests run on. */
class VersionsTest {
  private static final Pattern OF_POM = Pattern.compile("<version>(.*?)</version>");
  private static final Pattern OF_CHART = Pattern.compile("(?m)^version: (.*)$");
  private static final Pattern OF_APP = Pattern.compile("(?m)^appVersion: (.*)$");
  private static final Pattern KUBE_VERSION = Pattern.compile("kubeVersion: \">=([\\d.]+)\\.0-0\"");
  private static final Pattern KUBERNETES = Pattern.compile("k8s.io/kubernetes v(\\d+\\.\\d+)");
  private static final Pattern POSTGRES =
      Pattern.compile("<zonky-postgres.version>(\\d+)\\..*</zonky-postgres.version>");
  private static final Pattern IN_IMAGE = Pattern.compile("(?m)^ARG PG_MAJORS=(.*)$");
  private static final String PAGE = "operator/docs/releasing.md";

  @ParameterizedTest
  @ValueSource(strings = {"api", "engine", "worker", "controllers", "cli", "testkit", "e2e"})
  void everyPartHasTheVersionOfTheWhole(String part) throws IOException {
    assertThat(first(OF_POM, "operator/" + part + "/pom.xml")).isEqualTo(version());
  }

  @Test
  void theChartHasItToo() throws IOException {
    assertThat(first(OF_CHART, "helm/slipway/Chart.yaml")).isEqualTo(version());
    assertThat(first(OF_APP, "helm/slipway/Chart.yaml")).isEqualTo(version());
  }

  @Test
  void theScriptPrintsIt() throws IOException {
    assertThat(Tool.ofRepository("tools/version").run()).isEqualTo(version());
  }

  @Test
  void theScriptTakesNothingElseForAVersion() throws IOException {
    var ended = Tool.ofRepository("tools/version").tryRun("next");

    assertThat(ended.status()).isEqualTo(2);
    assertThat(version()).isNotEqualTo("next");
  }

  @Test
  void thePageSaysWhatTheTestsRunOn() throws IOException {
    assertThat(read(PAGE))
        .contains(
            "Kubernetes " + first(KUBERNETES, "operator/e2e/cluster/programs/kubernetes/go.mod"))
        .contains(first(KUBE_VERSION, "helm/slipway/Chart.yaml") + " or newer")
        .contains("PostgreSQL " + first(POSTGRES, "pom.xml"))
        .contains("clients of PostgreSQL " + first(IN_IMAGE, "Dockerfile"));
  }

  private static String version() throws IOException {
    return first(OF_POM, "pom.xml");
  }

  private static String first(Pattern pattern, String path) throws IOException {
    var found = pattern.matcher(read(path));
    assertThat(found.find()).as("%s in %s", pattern, path).isTrue();
    return found.group(1);
  }

  private static String read(String path) throws IOException {
    return Files.readString(Repository.path(path), UTF_8);
  }
}
