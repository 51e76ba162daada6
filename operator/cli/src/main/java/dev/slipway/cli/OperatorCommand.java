package dev.slipway.cli;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.controllers.OperatorSettings;
import dev.slipway.controllers.SlipwayOperator;
import dev.slipway.controllers.work.WorkerLimits;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "operator",
    description =
        "Watch the four kinds and release. Runs in the cluster, with the operator's account.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class OperatorCommand implements Callable<Integer> {
  /** With the client's own patience an operator that is cut off would lead on for a minute. */
  private static final int REQUEST_TIMEOUT_MILLIS = 3000;

  private static final int RETRIES = 2;

  @Option(
      names = "--worker-image",
      paramLabel = "IMAGE",
      description = "Image of the workers (default: $SLIPWAY_WORKER_IMAGE).",
      defaultValue = "${env:SLIPWAY_WORKER_IMAGE:-localhost/slipway:dev}")
  private String workerImage;

  @Option(
      names = "--lease-namespace",
      paramLabel = "NAMESPACE",
      description =
          "Namespace of the lease that one of several operators holds (default: $POD_NAMESPACE;"
              + " absent: no lease).",
      defaultValue = "${env:POD_NAMESPACE}")
  private @Nullable String leaseNamespace;

  @Option(
      names = "--identity",
      paramLabel = "NAME",
      description = "This operator's name in the lease (default: $HOSTNAME).",
      defaultValue = "${env:HOSTNAME:-slipway}")
  private String identity;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "How many workers run at once in the whole cluster (default: $SLIPWAY_WORKERS, or 20)."
              + " What an app is closed for never waits.",
      defaultValue = "${env:SLIPWAY_WORKERS:-20}")
  private int workers;

  @Option(
      names = "--workers-per-environment",
      paramLabel = "N",
      description =
          "How many of them in one environment (default: $SLIPWAY_WORKERS_PER_ENVIRONMENT, or 3).",
      defaultValue = "${env:SLIPWAY_WORKERS_PER_ENVIRONMENT:-3}")
  private int workersPerEnvironment;

  @Option(
      names = "--chart-release",
      paramLabel = "NAME",
      description =
          "The chart's release, with which the names of its admission policies begin (default:"
              + " $SLIPWAY_CHART_RELEASE, or slipway).",
      defaultValue = "${env:SLIPWAY_CHART_RELEASE:-slipway}")
  private String chartRelease;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      description =
          "Where to answer /healthz and /metrics (default: $SLIPWAY_LISTEN, else every address in a"
              + " pod and none elsewhere).",
      defaultValue = "${env:SLIPWAY_LISTEN}")
  private @Nullable String address;

  @Option(
      names = "--health-port",
      paramLabel = "PORT",
      description = "Port of /healthz (default: ${DEFAULT-VALUE}).",
      defaultValue = "8081")
  private int healthPort;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description = "Port of /metrics (default: ${DEFAULT-VALUE}).",
      defaultValue = "8080")
  private int metricsPort;

  @Override
  public Integer call() throws InterruptedException {
    try (var client = client()) {
      var operator = new SlipwayOperator(client, settings(), Clock.systemUTC());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(operator), "stop-operator"));
      return operator.run().status();
    }
  }

  private static void stop(SlipwayOperator operator) {
    try {
      operator.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private OperatorSettings settings() {
    var lease =
        leaseNamespace == null || leaseNamespace.isEmpty()
            ? null
            : new OperatorSettings.Lease(leaseNamespace, identity);
    return new OperatorSettings(
        workerImage,
        lease,
        new WorkerLimits(workers, workersPerEnvironment),
        listening(),
        chartRelease);
  }

  private OperatorSettings.@Nullable Listening listening() {
    if (address != null && !address.isEmpty()) {
      return new OperatorSettings.Listening(address, healthPort, metricsPort);
    }
    return isInPod() ? new OperatorSettings.Listening(null, healthPort, metricsPort) : null;
  }

  private static boolean isInPod() {
    return System.getenv("KUBERNETES_SERVICE_HOST") != null;
  }

  private static KubernetesClient client() {
    var config =
        new ConfigBuilder(Config.autoConfigure(null))
            .withRequestTimeout(REQUEST_TIMEOUT_MILLIS)
            .withRequestRetryBackoffLimit(RETRIES)
            .build();
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(SlipwaySerialization.create())
        .build();
  }
}
