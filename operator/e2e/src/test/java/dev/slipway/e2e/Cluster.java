package dev.slipway.e2e;

import dev.slipway.testkit.Repository;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A real cluster with the image and the CRDs of this build: the local one, which ends with the
 * tests where it began with them, or the one that SLIPWAY_KUBECONFIG names.
 */
final class Cluster implements AutoCloseable {
  static final String IMAGE = "localhost/slipway:dev";

  private static final Script CLUSTER = new Script("operator/e2e/cluster/cluster");
  private static final int UP = 0;

  private final boolean ours;
  private final KubernetesClient client;

  private Cluster(boolean ours, Path kubeconfig) {
    this.ours = ours;
    this.client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
            .build();
  }

  /** Whether there can be a cluster here at all. */
  static boolean isPossible() {
    return System.getenv("SLIPWAY_KUBECONFIG") != null
        || "root".equals(System.getProperty("user.name"));
  }

  static Cluster start() {
    var wasUp = CLUSTER.tryRun("status").status() == UP;
    var kubeconfig = Path.of(CLUSTER.run("up"));
    var cluster = new Cluster(!wasUp, kubeconfig);
    new Script("tools/image").run(IMAGE);
    CLUSTER.run("load", IMAGE);
    cluster.applyCrds();
    return cluster;
  }

  KubernetesClient client() {
    return client;
  }

  /** A new namespace that takes only pods of the restricted level, as a careful cluster's do. */
  String restrictedNamespace() {
    var wish =
        new NamespaceBuilder()
            .withNewMetadata()
            .withGenerateName("e2e-")
            .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
            .endMetadata()
            .build();
    return client.resource(wish).create().getMetadata().getName();
  }

  @Override
  public void close() {
    client.close();
    if (ours) {
      CLUSTER.run("down");
    }
  }

  private void applyCrds() {
    try (var files = Files.newDirectoryStream(Repository.path("crds"), "*.yaml")) {
      for (var file : files) {
        try (var yaml = Files.newInputStream(file)) {
          client.load(yaml).forceConflicts().serverSideApply();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
