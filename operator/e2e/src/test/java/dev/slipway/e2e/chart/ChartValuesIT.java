package dev.slipway.e2e.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.testkit.Repository;
import dev.slipway.testkit.kube.RenderedChart;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the chart lets people set. */
class ChartValuesIT {
  @Test
  void helmFindsNothingToSayOfTheChart() {
    var linted = RenderedChart.lint();

    assertThat(linted.exitCode()).as(linted.output()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replicas=two                              | at '/replicas': got string, want integer",
        "replicas=0                                | at '/replicas': minimum: got 0, want 1",
        "replicaz=3                                | at '': additional properties 'replicaz' not",
        "image.digest=latest                       | at '/image/digest': 'latest' does not match",
        "image.repository=slipway:1.0              | at '/image/repository': 'slipway:1.0' does",
        "image.pullPolicy=Sometimes                | at '/image/pullPolicy': value must be one of",
        "grant.namespaces=crm-prod                 | at '/grant/namespaces': got string, want"
            + " array",
        "grant.namespaces={Crm}                    | at '/grant/namespaces/0': 'Crm' does not"
            + " match",
        "grant.everywhere=true                     | at '/grant': additional properties"
            + " 'everywhere'",
        "policies.create=maybe                     | at '/policies/create': got string, want"
            + " boolean",
        "workers.perCluster=0                      | at '/workers/perCluster': minimum: got 0",
        "networkPolicy.apiServer.cidrs={10.0.0.1}  | at '/networkPolicy/apiServer/cidrs/0':"
            + " '10.0.0.1'",
        "monitoring.serviceMonitor.interval=often  | at '/monitoring/serviceMonitor/interval':"
            + " 'often'",
        "monitoring.rules.backupStages={Prod}      | at '/monitoring/rules/backupStages/0': value"
            + " must",
        "crds.keep=false                           | at '/crds': additional properties 'keep' not",
      })
  void aWrongValueIsRefusedWithItsPlace(String value, String words) {
    var refused = RenderedChart.tryWith("--set", value);

    assertThat(refused.exitCode()).isNotZero();
    assertThat(refused.output()).contains(words);
  }

  @Test
  void everyValueThatTheSchemaKnowsHasADefault() throws IOException {
    var schema = new JsonMapper().readTree(Files.readString(chart("values.schema.json"), UTF_8));
    var values =
        new KubernetesSerialization()
            .unmarshal(Files.readString(chart("values.yaml"), UTF_8), JsonNode.class);

    var missing = new TreeSet<String>();
    collectMissing("", schema, values, missing);

    assertThat(missing).containsExactly("/global", "/resources/claims");
  }

  /** Affinity is the cluster's own, and not told part by part. */
  private static void collectMissing(
      String place, JsonNode schema, JsonNode values, SortedSet<String> missing) {
    for (var property : schema.path("properties").properties()) {
      var here = place + "/" + property.getKey();
      if (place.equals("/affinity")) {
        continue;
      }
      if (values.has(property.getKey())) {
        collectMissing(here, property.getValue(), values.get(property.getKey()), missing);
      } else {
        missing.add(here);
      }
    }
  }

  private static Path chart(String name) {
    return Repository.path("helm/slipway").resolve(name);
  }
}
