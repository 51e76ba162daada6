package dev.slipway.e2e.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.testkit.Repository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What helm test runs, against an operator that says what it is told to. */
class VitalsScriptIT {
  private static final String AT_WORK = "# HELP x\nslipway_watching 1\nslipway_leader 1\nother 0\n";

  private HttpServer operator;
  private int healthStatus = 200;
  private String health = "ok\n";
  private String metrics = AT_WORK;

  @BeforeEach
  void start() throws IOException {
    operator = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    operator.createContext(
        "/",
        exchange -> {
          var isHealth = exchange.getRequestURI().getPath().equals("/healthz");
          var body = (isHealth ? health : metrics).getBytes(UTF_8);
          try (exchange) {
            exchange.sendResponseHeaders(isHealth ? healthStatus : 200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    operator.start();
  }

  @AfterEach
  void stop() {
    operator.stop(0);
  }

  @Test
  void isContentWithOneThatWorks() throws IOException, InterruptedException {
    var ended = run();

    assertThat(ended.status()).as(ended.words()).isZero();
    assertThat(ended.words()).isEqualTo("every operator is well, and one works");
  }

  @Test
  void saysWhichOneIsNotWell() throws IOException, InterruptedException {
    healthStatus = 503;
    health = "nobody renews the lease\n";

    var ended = run();

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.words()).contains("at 127.0.0.1 is not well", "nobody renews the lease");
  }

  @Test
  void isNotContentWhereNobodyWorks() throws IOException, InterruptedException {
    metrics = AT_WORK.replace("leader 1", "leader 0");

    var ended = run();

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.words()).isEqualTo("of 1 operators 0 work, and one should");
  }

  @Test
  void isNotContentWithOneThatHasNotSeenAll() throws IOException, InterruptedException {
    metrics = AT_WORK.replace("watching 1", "watching 0");

    assertThat(run().words()).contains("has not seen all there is");
  }

  @Test
  void isNotContentWhereNobodyAnswers() throws IOException, InterruptedException {
    stop();

    var ended = run();

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.words()).contains("is not well");
  }

  private Ended run() throws IOException, InterruptedException {
    var port = String.valueOf(operator.getAddress().getPort());
    var script = Repository.path("helm/slipway/files/vitals.sh").toString();
    var process =
        new ProcessBuilder("bash", script, "127.0.0.1", "0", port, port)
            .redirectErrorStream(true)
            .start();
    var words = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    return new Ended(process.waitFor(), words);
  }

  private record Ended(int status, String words) {}
}
