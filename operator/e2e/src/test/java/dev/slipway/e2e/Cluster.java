package dev.slipway.e2e;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.testkit.Program;
import dev.slipway.testkit.Repository;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A real cluster with the image and the chart of this build: the local one, which ends with the
 * tests where it began with them, or the one that SLIPWAY_KUBECONFIG names.
 */
final class Cluster implements AutoCloseable {
  static final String IMAGE = "localhost/slipway:dev";

  static final String RELEASE = "slipway";
  static final String OPERATOR_NAMESPACE = "slipway-system";

  private static final Tool CLUSTER = Tool.ofRepository("operator/e2e/cluster/cluster");
  private static final int UP = 0;

  private final boolean ours;
  private final Path kubeconfig;
  private final KubernetesClient client;

  private Cluster(boolean ours, Path kubeconfig) {
    this.ours = ours;
    this.kubeconfig = kubeconfig;
    this.client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
            .withKubernetesSerialization(SlipwaySerialization.create())
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
    Tool.ofRepository("tools/image").run(IMAGE);
    CLUSTER.run("load", IMAGE);
    cluster.installOperator();
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

  /** Lets the operator work in a namespace, as grant.namespaces of the chart does. */
  void grant(String namespace) {
    var binding =
        new RoleBindingBuilder()
            .withNewMetadata()
            .withName(RELEASE + "-environment")
            .withNamespace(namespace)
            .endMetadata()
            .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "slipway-environment")
            .addNewSubject("", "ServiceAccount", RELEASE, OPERATOR_NAMESPACE)
            .build();
    client.resource(binding).create();
  }

  /** What helm prints at the end of the chart's own test; throws where that failed. */
  String testChart() {
    return helm("test", RELEASE, "--namespace", OPERATOR_NAMESPACE, "--timeout", "5m");
  }

  @Override
  public void close() {
    client.close();
    if (ours) {
      CLUSTER.run("down");
    } else {
      helm("uninstall", RELEASE, "--namespace", OPERATOR_NAMESPACE, "--wait");
    }
  }

  /**
   * The chart as users install it, with nothing granted: each test grants its own namespace. What
   * is there already is upgraded, and its operators have given way to others when this returns.
   *
   * @param settings values beside the chart's own, as {@code --set} takes them
   */
  void installOperator(String... settings) {
    var line =
        new ArrayList<>(
            List.of(
                "upgrade",
                "--install",
                RELEASE,
                Repository.path("helm/slipway").toString(),
                "--namespace",
                OPERATOR_NAMESPACE,
                "--create-namespace",
                "--take-ownership", // of CRDs that somebody applied to a cluster of their own
                "--wait",
                "--timeout",
                "3m"));
    for (var setting : settings) {
      line.addAll(List.of("--set", setting));
    }
    helm(line.toArray(String[]::new));
  }

  private String helm(String... arguments) {
    var line = new ArrayList<>(List.of(arguments));
    line.addAll(List.of("--kubeconfig", kubeconfig.toString()));
    return new Tool(Program.path("helm")).run(line.toArray(String[]::new));
  }
}
