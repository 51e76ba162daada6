package dev.slipway.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.OperatorSettings;
import dev.slipway.controllers.SlipwayOperator;
import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator with the chart's rights says where it may not work, and what would mend that. */
class NotGrantedApiIT {
  private static final String FROM_DEVELOPMENT =
      "source: {environments: [{namespace: crm-dev, name: crm}]}";

  private final InstalledChart installed = InstalledChart.shared();
  private final KubernetesClient admin = installed.admin();
  private final KubernetesClient client = installed.operator();
  private final SlipwayOperator operator =
      new SlipwayOperator(client, new OperatorSettings("slipway:test", null), Clock.systemUTC());
  private final Thread running = Thread.ofVirtual().unstarted(this::run);

  @BeforeEach
  void start() {
    running.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    operator.stop();
    running.join();
    client.close();
    List.of(InstalledChart.OTHER, InstalledChart.GRANTED, InstalledChart.DEVELOPMENT)
        .forEach(installed::clear);
  }

  @Test
  void anEnvironmentIsStalledWhereNobodyLetsTheOperatorWork() {
    Manifest.of("environment.yaml").create(admin, InstalledChart.OTHER);

    var stalled = awaitNotGranted(() -> conditionsOfEnvironment(InstalledChart.OTHER));

    assertThat(stalled.message())
        .contains("may not work in namespace elsewhere: add it to grant.namespaces");
  }

  @Test
  void aReleaseNamesTheNamespaceOfItsSource() {
    Manifest.of("environment.yaml").create(admin, InstalledChart.GRANTED);
    Manifest.of("environment.yaml")
        .with("stage: Production", "stage: Development")
        .create(admin, InstalledChart.DEVELOPMENT);
    Manifest.of("plan.yaml")
        .with(sourceOfPlan(), FROM_DEVELOPMENT)
        .create(admin, InstalledChart.GRANTED);

    var stalled = awaitNotGranted(this::conditionsOfPlan);

    assertThat(stalled.message()).contains("may not work in namespace crm-dev");
  }

  private static String sourceOfPlan() {
    return "source: {file: {digest: \"sha256:" + "ab".repeat(32) + "\"}}";
  }

  private Condition awaitNotGranted(Supplier<List<Condition>> conditions) {
    Await.until("NotGranted", InstalledChart.LIMIT, () -> notGranted(conditions.get()).isPresent());
    return notGranted(conditions.get()).orElseThrow();
  }

  private static Optional<Condition> notGranted(List<Condition> conditions) {
    return conditions.stream()
        .filter(it -> it.type().equals("Stalled") && it.status() == ConditionStatus.TRUE)
        .filter(it -> it.reason().equals("NotGranted"))
        .findFirst();
  }

  private List<Condition> conditionsOfEnvironment(String namespace) {
    AppEnvironment environment = installed.environment(namespace);
    var status = environment.getStatus();
    return status == null ? List.of() : status.conditions();
  }

  private List<Condition> conditionsOfPlan() {
    var plans = admin.resources(MigrationPlan.class).inNamespace(InstalledChart.GRANTED);
    var status = plans.withName("crm-2026-11").require().getStatus();
    return status == null ? List.of() : status.conditions();
  }

  private void run() {
    try {
      operator.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
