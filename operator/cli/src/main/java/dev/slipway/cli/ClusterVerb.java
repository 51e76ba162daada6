package dev.slipway.cli;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A verb that speaks to a cluster. */
@Command
abstract class ClusterVerb extends Verb {
  @Mixin private ClusterOptions cluster;

  @Override
  public final void run() {
    try (var client = cluster.client()) {
      run(client, cluster.namespace(client));
    } catch (KubernetesClientException e) {
      throw ClusterFailure.of(e);
    }
  }

  abstract void run(KubernetesClient client, String namespace);

  static <T extends HasMetadata> T require(
      KubernetesClient client, Class<T> kind, String namespace, String name) {
    var object = find(client, kind, namespace, name);
    if (object == null) {
      throw ClusterFailure.refused(
          "NotFound",
          "there is no %s %s in namespace %s: name another with -n"
              .formatted(HasMetadata.getKind(kind), name, namespace));
    }
    return object;
  }

  static <T extends HasMetadata> @Nullable T find(
      KubernetesClient client, Class<T> kind, String namespace, String name) {
    return client.resources(kind).inNamespace(namespace).withName(name).get();
  }
}
