package dev.slipway.controllers.bench;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.controllers.OperatorSettings;
import dev.slipway.controllers.SlipwayOperator;
import dev.slipway.testkit.kube.KubeApi;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The whole operator of this JVM, as somebody who may do everything, on a thread of its own. */
public final class RunningOperator {
  private static final String WORKER_IMAGE = "slipway:test";

  private final SlipwayOperator operator;
  private final Thread running;

  private RunningOperator(SlipwayOperator operator) {
    this.operator = operator;
    this.running = Thread.ofVirtual().start(this::run);
  }

  /**
   * @param lease absent where it is the only operator
   */
  public static RunningOperator start(
      KubernetesClient client, OperatorSettings.@Nullable Lease lease) {
    var settings = new OperatorSettings(WORKER_IMAGE, lease);
    return new RunningOperator(new SlipwayOperator(client, settings, Clock.systemUTC()));
  }

  /** A client of the shared API server, made as the operator's is. */
  public static KubernetesClient client() {
    return new KubernetesClientBuilder()
        .withConfig(KubeApi.shared().admin().getConfiguration())
        .withKubernetesSerialization(SlipwaySerialization.create())
        .build();
  }

  public void stop() throws InterruptedException {
    operator.stop();
    running.join();
  }

  private void run() {
    try {
      operator.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
