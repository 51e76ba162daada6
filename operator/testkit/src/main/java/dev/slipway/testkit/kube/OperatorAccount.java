package dev.slipway.testkit.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;

/**
 * The operator's account on the API server that all tests of this JVM share: with the rights that
 * the chart grants it everywhere, and held by the chart's policies.
 */
public final class OperatorAccount {
  private static boolean isInstalled;

  private OperatorAccount() {}

  /** How a client acts as that account. */
  public static Config config() {
    installOnce();
    return new ConfigBuilder(KubeApi.shared().admin().getConfiguration())
        .withImpersonateUsername(Chart.OPERATOR)
        .build();
  }

  private static synchronized void installOnce() {
    if (!isInstalled) {
      new Chart(KubeApi.shared())
          .install(
              "crds.create=false", "grant.all=true", "image.repository=slipway", "image.tag=test");
      isInstalled = true;
    }
  }
}
