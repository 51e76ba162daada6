package dev.slipway.controllers.bench;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.controllers.OperatorSettings;
import dev.slipway.controllers.SlipwayOperator;
import dev.slipway.testkit.kube.KubeApi;
import dev.slipway.testkit.kube.OperatorAccount;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** An operator of this JVM. */
@FunctionalInterface
public interface RunningOperator {
  /** Returns when it has come to its end. */
  void stop() throws InterruptedException;

  /**
   * The whole operator, on a thread of its own.
   *
   * @param lease absent where it is the only one
   */
  static RunningOperator start(KubernetesClient client, OperatorSettings.@Nullable Lease lease) {
    return startAs(client, new OperatorSettings("slipway:test", lease));
  }

  /** The same, told all that one can be told. */
  static RunningOperator startAs(KubernetesClient client, OperatorSettings settings) {
    var operator = new SlipwayOperator(client, settings, Clock.systemUTC());
    var running = Thread.ofVirtual().start(() -> run(operator));
    return () -> {
      operator.stop();
      running.join();
    };
  }

  /** One reconciler alone; returns once it works. */
  static RunningOperator startOnly(KubernetesClient client, Reconciler<?> reconciler) {
    var operator =
        new Operator(
            overrider -> overrider.withKubernetesClient(client).withCloseClientOnStop(false));
    operator.register(reconciler);
    operator.start();
    return operator::stop;
  }

  /** A client of the shared API server, made as the operator's is, and with no more rights. */
  static KubernetesClient client() {
    return client(OperatorAccount.config());
  }

  /** The same, of somebody who may do everything. */
  static KubernetesClient admin() {
    return client(KubeApi.shared().admin().getConfiguration());
  }

  private static KubernetesClient client(Config config) {
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(SlipwaySerialization.create())
        .build();
  }

  private static void run(SlipwayOperator operator) {
    try {
      operator.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
