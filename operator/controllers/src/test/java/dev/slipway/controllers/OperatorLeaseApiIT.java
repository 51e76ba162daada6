package dev.slipway.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.controllers.bench.RunningOperator;
import dev.slipway.testkit.Await;
import dev.slipway.testkit.kube.KubeApi;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One of several operators works, and the one that stops makes way at once. */
class OperatorLeaseApiIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final KubernetesClient client = RunningOperator.admin();
  private final String namespace = KubeApi.shared().namespace();

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void anOperatorThatStopsGivesTheLeaseBack() throws InterruptedException {
    var operator = start("first");
    awaitLeader("first");

    operator.stop();

    assertThat(holder()).contains("");
  }

  @Test
  void theSecondLeadsAfterTheFirst() throws InterruptedException {
    var first = start("first");
    awaitLeader("first");
    var second = start("second");

    first.stop();

    awaitLeader("second");
    second.stop();
  }

  @Test
  void anOperatorThatOnlyWaitsStopsAsWell() throws InterruptedException {
    var first = start("first");
    awaitLeader("first");
    var second = start("second");

    second.stop();

    assertThat(holder()).contains("first");
    first.stop();
  }

  private RunningOperator start(String identity) {
    return RunningOperator.start(client, new OperatorSettings.Lease(namespace, identity));
  }

  private void awaitLeader(String identity) {
    Await.until(identity + " to lead", LIMIT, () -> holder().equals(Optional.of(identity)));
  }

  private Optional<String> holder() {
    return Optional.ofNullable(
            client.leases().inNamespace(namespace).withName("slipway-operator").get())
        .map(lease -> lease.getSpec().getHolderIdentity());
  }
}
