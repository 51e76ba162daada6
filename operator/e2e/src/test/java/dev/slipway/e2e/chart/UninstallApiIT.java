package dev.slipway.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.controllers.ClosedApps;
import dev.slipway.testkit.Await;
import dev.slipway.testkit.kube.Chart;
import dev.slipway.testkit.kube.Kubectl;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The chart does not go while an app is closed; the test plays the pod that finds that out. */
class UninstallApiIT {
  private static final String NAMESPACE = InstalledChart.GRANTED;
  private static final String FAILED =
      """
      {"status": {"startTime": "2026-11-21T09:00:00Z", "conditions": [
        {"type": "FailureTarget", "status": "True"},
        {"type": "Failed", "status": "True", "reason": "BackoffLimitExceeded"}]}}
      """;
  private static final String COMPLETE =
      """
      {"status": {"startTime": "2026-11-21T09:00:00Z", "completionTime": "2026-11-21T09:00:01Z",
        "conditions": [
        {"type": "SuccessCriteriaMet", "status": "True"}, {"type": "Complete", "status": "True"}]}}
      """;

  private final InstalledChart installed = InstalledChart.shared();
  private final KubernetesClient admin = installed.admin();

  @BeforeEach
  void createEnvironment() {
    Manifest.of("environment.yaml").create(admin, NAMESPACE);
  }

  @AfterEach
  void installAgain() {
    installed.clear(NAMESPACE);
    installed.chart().uninstall("--no-hooks");
    installed.clear(Chart.NAMESPACE);
    installed.install();
  }

  @Test
  void helmGoesNoFurtherWhereAnAppIsClosed() {
    var uninstalled = uninstall();

    end(uninstalled, FAILED);

    var refused = uninstalled.join();
    assertThat(refused.exitCode()).isNotZero();
    assertThat(refused.output()).contains("slipway-refuses-while-an-app-is-closed");
    assertThat(operators()).isNotEmpty();
  }

  @Test
  void afterARefusalARollbackMakesTheReleaseWhatItWas() {
    var uninstalled = uninstall();
    end(uninstalled, FAILED);
    uninstalled.join();

    var back = installed.chart().rollback(1);

    assertThat(back.exitCode()).as(back.output()).isZero();
    installed.install();
  }

  @Test
  void helmTakesItAwayWhereAllAreOpenAndLeavesTheKinds() {
    var uninstalled = uninstall();

    end(uninstalled, COMPLETE);

    var gone = uninstalled.join();
    assertThat(gone.exitCode()).as(gone.output()).isZero();
    assertThat(operators()).isEmpty();
    assertThat(installed.environment(NAMESPACE)).isNotNull();
  }

  @Test
  void theOperatorsAccountSeesWhatIsClosed() {
    try (var operator = installed.operator()) {
      assertThat(closed(operator)).isEmpty();

      var held = "{\"metadata\": {\"finalizers\": [\"slipway.dev/reopen\"]}}";
      admin
          .resource(installed.environment(NAMESPACE))
          .patch(PatchContext.of(PatchType.JSON_MERGE), held);

      assertThat(closed(operator)).containsExactly("AppEnvironment crm-prod/crm");
    }
  }

  /** On a thread of its own: the client needs the few that all share. */
  private CompletableFuture<Kubectl> uninstall() {
    return CompletableFuture.supplyAsync(
        installed.chart()::uninstall, task -> Thread.ofVirtual().start(task));
  }

  private static List<String> closed(KubernetesClient client) {
    return new ClosedApps(client).inWords();
  }

  private void end(CompletableFuture<Kubectl> uninstalled, String status) {
    Await.until(
        "helm's question",
        InstalledChart.LIMIT,
        () -> !questions().isEmpty() || uninstalled.isDone());
    assertThat(uninstalled).isNotDone();
    admin
        .resource(questions().getFirst())
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), status);
  }

  private List<Deployment> operators() {
    return admin.apps().deployments().inNamespace(Chart.NAMESPACE).list().getItems();
  }

  private List<Job> questions() {
    return admin.batch().v1().jobs().inNamespace(Chart.NAMESPACE).list().getItems();
  }
}
