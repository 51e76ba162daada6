package dev.slipway.cli;

import dev.slipway.api.SlipwaySerialization;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster a verb speaks to, as kubectl does: with the user's own rights. */
final class ClusterOptions {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int RETRIES = 2;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "Where it is (default: that of the context).")
  private @Nullable String namespace;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "Context of the kubeconfig (default: the current one).")
  private @Nullable String context;

  KubernetesClient client() {
    var found = Config.autoConfigure(context);
    var key = ClientKey.algorithmOf(found);
    var config =
        new ConfigBuilder(found)
            .withClientKeyAlgo(key == null ? found.getClientKeyAlgo() : key)
            .withRequestTimeout(TIMEOUT_MILLIS)
            .withConnectionTimeout(TIMEOUT_MILLIS)
            .withRequestRetryBackoffLimit(RETRIES)
            .build();
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(SlipwaySerialization.create())
        .build();
  }

  String namespace(KubernetesClient client) {
    if (namespace != null) {
      return namespace;
    }
    var own = client.getConfiguration().getNamespace();
    return own == null || own.isEmpty() ? "default" : own;
  }
}
