package dev.slipway.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.controllers.bench.RunningOperator;
import dev.slipway.engine.ExitCode;
import dev.slipway.testkit.Await;
import dev.slipway.testkit.CutWire;
import dev.slipway.testkit.kube.KubeApi;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
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

  /** Nobody tells it: its requests just get no answer. */
  @Test
  void anOperatorThatIsCutOffHasEndedBeforeAnotherLeads() throws IOException, InterruptedException {
    var config = client.getConfiguration();
    var port = client.getMasterUrl().getPort();
    try (var wire = new CutWire(port);
        var throughTheWire = throughTheWire(config, port, wire)) {
      var lease = new OperatorSettings.Lease(namespace, "first");
      var first =
          new SlipwayOperator(
              throughTheWire, new OperatorSettings("slipway:test", lease), Clock.systemUTC());
      var running = Executors.newVirtualThreadPerTaskExecutor().submit(first::run);
      awaitLeader("first");
      var second = start("second");

      wire.cut();

      Await.until(
          "an end", LIMIT, () -> running.isDone() || !holder().equals(Optional.of("first")));
      assertThat(running).succeedsWithin(Duration.ZERO).isEqualTo(ExitCode.ENVIRONMENT);
      awaitLeader("second");
      second.stop();
    }
  }

  /** A client that gives up as soon as the operator's does. */
  private static KubernetesClient throughTheWire(Config config, int port, CutWire wire) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(config)
                .withMasterUrl(config.getMasterUrl().replace(":" + port, ":" + wire.port()))
                .withRequestTimeout(3000)
                .withRequestRetryBackoffLimit(2)
                .build())
        .withKubernetesSerialization(SlipwaySerialization.create())
        .build();
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
