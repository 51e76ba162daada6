package dev.slipway.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.controllers.bench.RunningOperator;
import dev.slipway.controllers.work.WorkerLimits;
import dev.slipway.testkit.Await;
import dev.slipway.testkit.FreePort;
import dev.slipway.testkit.kube.KubeApi;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a probe and Prometheus are answered. */
class OperatorVitalsApiIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final KubernetesClient client = RunningOperator.admin();
  private final HttpClient http = HttpClient.newHttpClient();
  private final String namespace = KubeApi.shared().namespace();
  private final int healthPort = FreePort.start(port -> port);
  private final int metricsPort = FreePort.start(port -> port);
  private RunningOperator operator;

  @BeforeEach
  void start() {
    operator = start("first", healthPort, metricsPort);
  }

  private RunningOperator start(String identity, int health, int metrics) {
    return RunningOperator.startAs(
        client,
        new OperatorSettings(
            "slipway:test",
            new OperatorSettings.Lease(namespace, identity),
            WorkerLimits.DEFAULT,
            new OperatorSettings.Listening("127.0.0.1", health, metrics)));
  }

  @AfterEach
  void stop() throws InterruptedException {
    operator.stop();
    http.close();
    client.close();
  }

  @Test
  void isWellAndSaysWhetherItLeads() {
    awaitLeader();

    assertThat(get(healthPort, "/healthz"))
        .extracting(HttpResponse::statusCode, HttpResponse::body)
        .containsExactly(200, "ok\n");
    assertThat(metrics())
        .contains("# TYPE slipway_reconcile_seconds histogram", "# TYPE slipway_release_total");
  }

  @Test
  void tellsNothingElse() {
    awaitLeader();

    assertThat(get(healthPort, "/healthz/../metrics").statusCode()).isEqualTo(404);
    assertThat(get(metricsPort, "/").statusCode()).isEqualTo(404);
  }

  @Test
  void oneThatWaitsDoesNotSayThatItWorksBeforeItDoes() throws InterruptedException {
    awaitLeader();
    var port = FreePort.start(it -> it);
    var second = start("second", FreePort.start(it -> it), port);
    Await.until("the second to watch", LIMIT, () -> says(port, "slipway_watching 1\n"));

    assertThat(says(port, "slipway_leader 0\n")).isTrue();
    operator.stop();
    Await.until("the second to lead", LIMIT, () -> says(port, "slipway_leader 1\n"));
    second.stop();
  }

  private void awaitLeader() {
    Await.until("an operator that leads", LIMIT, () -> says(metricsPort, "slipway_leader 1\n"));
  }

  private boolean says(int port, String line) {
    return listens(port) && get(port, "/metrics").body().contains(line);
  }

  private static boolean listens(int port) {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private String metrics() {
    return get(metricsPort, "/metrics").body();
  }

  private HttpResponse<String> get(int port, String path) {
    try {
      var address = URI.create("http://127.0.0.1:" + port + path);
      return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
