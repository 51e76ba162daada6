package dev.slipway.e2e.chart;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.testkit.Repository;
import dev.slipway.testkit.kube.Chart;
import dev.slipway.testkit.kube.RenderedChart;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A careful cluster takes what the chart brings. */
class ChartPodsApiIT {
  private static final String RESTRICTED = "restricted";

  /** Kinds that only the Prometheus operator brings. */
  private static final String FOREIGN = "apiVersion: monitoring.coreos.com";

  private static final InstalledChart INSTALLED = InstalledChart.shared();

  private final KubernetesClient admin = INSTALLED.admin();

  @BeforeAll
  static void createNamespace() {
    var wish =
        new NamespaceBuilder()
            .withNewMetadata()
            .withName(RESTRICTED)
            .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
            .endMetadata()
            .build();
    INSTALLED.admin().resource(wish).serverSideApply();
  }

  @ParameterizedTest
  @CsvSource({
    "Deployment slipway, operator",
    "Job slipway-refuses-while-an-app-is-closed, closed",
    "Pod slipway-test, vitals"
  })
  void everyPodIsOfTheRestrictedLevelAndWritesNothingToItsRoot(String object, String container) {
    var pod = new PodBuilder().withMetadata(name()).withSpec(podSpec(object)).build();

    assertThat(create(pod).getSpec().getContainers())
        .singleElement()
        .satisfies(it -> assertThat(it.getName()).isEqualTo(container))
        .satisfies(it -> assertThat(it.getSecurityContext().getReadOnlyRootFilesystem()).isTrue());
  }

  @Test
  void thatNamespaceRefusesOthers() {
    var pod = new PodBuilder().withMetadata(name()).withSpec(podSpec("Pod slipway-test")).build();
    pod.getSpec().getContainers().getFirst().getSecurityContext().setCapabilities(null);

    assertThatThrownBy(() -> create(pod))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("violates PodSecurity \"restricted");
  }

  @Test
  void allThatCanBeSwitchedOnIsTaken() {
    var values = "operator/e2e/src/test/resources/dev/slipway/e2e/chart/values/everything.yaml";
    var everything =
        RenderedChart.with(
            "--set", "crds.create=false", "--values", Repository.path(values).toString());
    var objects =
        everything.objects().values().stream()
            .filter(it -> !it.contains(FOREIGN))
            .collect(joining("---\n"));

    var line = "apply --server-side --force-conflicts --dry-run=server --validate=strict -f - -n ";
    var answer =
        INSTALLED.kube().kubectlWithInput(objects, (line + Chart.NAMESPACE).split(" ", -1));

    assertThat(answer.exitCode()).as(answer.output()).isZero();
    assertThat(answer.output())
        .contains("networkpolicy.networking.k8s.io/slipway ", "configmap/slipway-dashboard ");
  }

  private Pod create(Pod pod) {
    return admin.resource(pod).inNamespace(RESTRICTED).dryRun().create();
  }

  private static ObjectMeta name() {
    return new ObjectMetaBuilder().withName("tried").build();
  }

  private static PodSpec podSpec(String object) {
    var yaml = RenderedChart.with().objects().get(object);
    var read = new KubernetesSerialization().unmarshal(yaml);
    return switch (read) {
      case Deployment it -> it.getSpec().getTemplate().getSpec();
      case Job it -> it.getSpec().getTemplate().getSpec();
      case Pod it -> it.getSpec();
      default -> throw new IllegalArgumentException(object + " has no pod");
    };
  }
}
