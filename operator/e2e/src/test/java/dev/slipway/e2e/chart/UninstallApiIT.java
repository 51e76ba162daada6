package dev.slipway.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.controllers.ClosedApps;
import dev.slipway.testkit.Await;
import dev.slipway.testkit.kube.Chart;
import dev.slipway.testkit.kube.KubeApi;
import dev.slipway.testkit.kube.Kubectl;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The chart does not go while an app is closed; the test plays the pod that finds that out. */
class UninstallApiIT {
  private static final String NAMESPACE = "crm-prod";

  private final KubeApi kube = KubeApi.start();
  private final Chart chart = new Chart(kube);

  @BeforeEach
  void install() {
    chart.install();
    kube.kubectl("create", "namespace", NAMESPACE);
    Manifest.of("environment.yaml").create(kube.admin(), NAMESPACE);
  }

  @AfterEach
  void stop() {
    kube.close();
  }

  @Test
  void helmGoesNoFurtherWhereAnAppIsClosed() {
    var uninstalled = CompletableFuture.supplyAsync(chart::uninstall);

    end(
        uninstalled,
        "{\"type\": \"Failed\", \"status\": \"True\", \"reason\": \"BackoffLimitExceeded\"}");

    assertThat(uninstalled.join())
        .satisfies(ended -> assertThat(ended.exitCode()).isNotZero())
        .extracting(Kubectl::output)
        .asString()
        .contains("slipway-refuses-while-an-app-is-closed");
    assertThat(
            kube.admin()
                .apps()
                .deployments()
                .inNamespace(Chart.NAMESPACE)
                .withName("slipway")
                .get())
        .isNotNull();
  }

  @Test
  void helmTakesItAwayWhereAllAreOpenAndLeavesTheKinds() {
    var uninstalled = CompletableFuture.supplyAsync(chart::uninstall);

    end(uninstalled, "{\"type\": \"Complete\", \"status\": \"True\"}");

    assertThat(uninstalled.join())
        .satisfies(ended -> assertThat(ended.exitCode()).as(ended.output()).isZero());
    assertThat(kube.admin().apps().deployments().inNamespace(Chart.NAMESPACE).list().getItems())
        .isEmpty();
    assertThat(closed(kube.admin())).isEmpty();
  }

  @Test
  void theOperatorsAccountSeesWhatIsClosed() {
    var environment =
        kube.admin()
            .genericKubernetesResources("slipway.dev/v1alpha1", "AppEnvironment")
            .inNamespace(NAMESPACE)
            .withName("crm");
    var config =
        new io.fabric8.kubernetes.client.ConfigBuilder(kube.admin().getConfiguration())
            .withImpersonateUsername(Chart.OPERATOR)
            .build();
    try (var operator = new KubernetesClientBuilder().withConfig(config).build()) {
      assertThat(closed(operator)).isEmpty();

      environment.patch(
          PatchContext.of(PatchType.JSON_MERGE),
          "{\"metadata\": {\"finalizers\": [\"slipway.dev/reopen\"]}}");

      assertThat(closed(operator)).containsExactly("AppEnvironment crm-prod/crm");
    }
  }

  private static List<String> closed(KubernetesClient client) {
    return new ClosedApps(client).inWords();
  }

  private void end(CompletableFuture<Kubectl> uninstalled, String condition) {
    Await.until(
        "helm's question",
        InstalledChart.LIMIT,
        () -> !questions().isEmpty() || uninstalled.isDone());
    assertThat(uninstalled).isNotDone();
    kube.admin()
        .resource(questions().getFirst())
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"status\": {\"conditions\": [" + condition + "]}}");
  }

  private List<Job> questions() {
    return kube.admin().batch().v1().jobs().inNamespace(Chart.NAMESPACE).list().getItems();
  }
}
