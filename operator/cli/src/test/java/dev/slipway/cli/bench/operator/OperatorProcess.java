package dev.slipway.cli.bench.operator;

import dev.slipway.testkit.Await;
import dev.slipway.testkit.FreePort;
import dev.slipway.testkit.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The built operator in a process of its own, with the image's options and its memory. */
final class OperatorProcess implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final int healthPort = FreePort.start(port -> port);
  private final int metricsPort = FreePort.start(port -> port);
  private final Path log;
  private final Process process;
  private final long began = System.nanoTime();

  /**
   * @param name in the lease, and of the log in this folder
   */
  OperatorProcess(String name, Path kubeconfig, Path folder, String namespace, String memory) {
    var words =
        new ArrayList<String>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Repository.path("operator/cli/src/main/image/operator.jvmoptions"),
                // what a container's limit is to the image
                "-XX:MaxRAM=" + memory,
                "-XX:AOTCache=" + System.getProperty("slipway.bench.archive"),
                // of the certificates that the test bench makes
                "-Dkubernetes.certs.client.key.algo=EC"));
    words.addAll(
        List.of(
            "-cp",
            System.getProperty("slipway.bench.operator"),
            "dev.slipway.cli.SlipwayMain",
            "operator",
            "--lease-namespace",
            namespace,
            "--identity",
            name,
            "--listen",
            "127.0.0.1",
            "--health-port",
            String.valueOf(healthPort),
            "--metrics-port",
            String.valueOf(metricsPort)));
    log = folder.resolve(name + ".log");
    var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Seconds from its start. */
  double awaitLead() {
    Await.until("an operator that leads", LIMIT, () -> leads() || !process.isAlive());
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "the operator ended with " + process.exitValue() + ":\n" + text(log));
    }
    return (System.nanoTime() - began) / 1e9;
  }

  boolean leads() {
    return metrics().contains("slipway_leader 1\n");
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Without warning. */
  void kill() {
    process.destroyForcibly();
  }

  /** As the kubelet does. */
  void tell() {
    process.destroy();
  }

  /** It could lead at once. */
  void awaitWatching() {
    Await.until(
        "an operator that has seen all", LIMIT, () -> metrics().contains("slipway_watching 1\n"));
  }

  /** Empty where nobody answers. */
  String metrics() {
    if (!listens()) {
      return "";
    }
    try {
      var address = URI.create("http://127.0.0.1:" + metricsPort + "/metrics");
      return HTTP.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
    } catch (IOException _) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  long residentMegabytes() {
    return ofStatus("VmRSS:");
  }

  long peakMegabytes() {
    return ofStatus("VmHWM:");
  }

  @Override
  public void close() {
    kill();
    Await.until("the end of an operator", LIMIT, () -> !process.isAlive());
  }

  private static String text(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean listens() {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), metricsPort)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private long ofStatus(String field) {
    try (var lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
      return Optional.of(lines.filter(it -> it.startsWith(field)).toList())
              .filter(it -> !it.isEmpty())
              .map(it -> Long.parseLong(it.getFirst().replaceAll("\\D", "")))
              .orElse(0L)
          / 1024;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
