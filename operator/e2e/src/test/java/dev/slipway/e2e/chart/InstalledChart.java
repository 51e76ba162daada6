package dev.slipway.e2e.chart;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.testkit.Await;
import dev.slipway.testkit.kube.Chart;
import dev.slipway.testkit.kube.KubeApi;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An API server of its own with the chart, which may work in one namespace. */
final class InstalledChart {
  static final String GRANTED = "crm-prod";
  static final String DEVELOPMENT = "crm-dev";
  static final String OTHER = "elsewhere";
  static final String GITOPS = "system:serviceaccount:argocd:argocd-application-controller";

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static @Nullable InstalledChart shared;

  private final KubeApi kube = KubeApi.start();
  private final Chart chart = new Chart(kube);

  private InstalledChart() {
    for (var name : new String[] {GRANTED, DEVELOPMENT, OTHER}) {
      var wish = new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build();
      admin().resource(wish).create();
    }
    chart.install(
        "grant.namespaces={" + GRANTED + "}",
        "image.repository=slipway",
        "image.tag=test",
        "gitops.controllers={" + GITOPS + "}");
  }

  static synchronized InstalledChart shared() {
    if (shared == null) {
      shared = new InstalledChart();
    }
    return shared;
  }

  KubeApi kube() {
    return kube;
  }

  Chart chart() {
    return chart;
  }

  KubernetesClient admin() {
    return kube.admin();
  }

  KubernetesClient operator() {
    return as(Chart.OPERATOR);
  }

  /** Somebody with a name, and with no groups but that of all who have one. */
  KubernetesClient as(String user) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(admin().getConfiguration()).withImpersonateUsername(user).build())
        .withKubernetesSerialization(SlipwaySerialization.create())
        .build();
  }

  /** What the API server says to a call that it has to refuse; a policy takes a moment to work. */
  static String refusalOf(Supplier<?> call) {
    var words = new StringBuilder();
    Await.until(
        "a refusal",
        LIMIT,
        () -> {
          try {
            call.get();
            return false;
          } catch (KubernetesClientException e) {
            words.append(e.getMessage());
            return true;
          }
        });
    return words.toString();
  }
}
