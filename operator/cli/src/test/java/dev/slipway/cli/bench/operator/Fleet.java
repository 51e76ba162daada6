package dev.slipway.cli.bench.operator;

import dev.slipway.api.SlipwaySerialization;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Environments that are well, each in a namespace of its own, with the history of some years. */
final class Fleet {
  private static final KubernetesSerialization YAML = SlipwaySerialization.create();
  private static final int AT_ONCE = 12;
  private final KubernetesClient client;
  private final int environments;
  private final int runsOfEach;

  /**
   * @param runs plans and backups in all, all of which have ended
   */
  Fleet(KubernetesClient client, int environments, int runs) {
    this.client = client;
    this.environments = environments;
    this.runsOfEach = runs / environments;
  }

  void create() {
    each(this::createNamespace);
  }

  /** One after the other, about as many in a minute. */
  void updateDeployments(int updates) throws InterruptedException {
    var pause = 60_000L / updates;
    for (var i = 0; i < updates; i++) {
      var status = "{\"status\": {\"collisionCount\": %s}}".formatted(i + 1);
      client
          .apps()
          .deployments()
          .inNamespace(namespace(i % environments))
          .withName("crm")
          .subresource("status")
          .patch(PatchContext.of(PatchType.JSON_MERGE), status);
      Thread.sleep(pause);
    }
  }

  /** An environment that was not there before, in a namespace that was. */
  void createAnother(String name) {
    create(FleetYaml.environment(name), namespace(0));
  }

  /** Whether a worker was sent out for it. */
  boolean isTakenUp(String name) {
    var environment =
        client
            .genericKubernetesResources("slipway.dev/v1alpha1", "AppEnvironment")
            .inNamespace(namespace(0))
            .withName(name)
            .get();
    return environment != null && environment.getAdditionalProperties().get("status") != null;
  }

  private void createNamespace(int number) {
    var namespace = namespace(number);
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    create(FleetYaml.DEPLOYMENT, namespace);
    client
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName("crm")
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"status\": {\"observedGeneration\": 1, \"replicas\": 2, \"readyReplicas\": 2}}");
    create(FleetYaml.SERVICE, namespace);
    create(FleetYaml.environment("crm"), namespace, FleetYaml.environmentStatus());
    for (var run = 0; run < runsOfEach; run++) {
      if (run % 2 == 0) {
        create(FleetYaml.plan("plan-" + run), namespace, FleetYaml.planStatus());
      } else {
        create(FleetYaml.backup("backup-" + run), namespace, FleetYaml.backupStatus());
      }
    }
  }

  private void create(String yaml, String namespace) {
    HasMetadata object = YAML.unmarshal(yaml, GenericKubernetesResource.class);
    client.resource(object).inNamespace(namespace).create();
  }

  private void create(String yaml, String namespace, String status) {
    HasMetadata object = YAML.unmarshal(yaml, GenericKubernetesResource.class);
    var stored = client.resource(object).inNamespace(namespace).create();
    var patch = YAML.asJson(YAML.unmarshal(status, Map.class));
    client
        .resource(stored)
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  private void each(IntConsumer action) {
    var some = new Semaphore(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          IntStream.range(0, environments)
              .mapToObj(number -> threads.submit(() -> one(action, number, some)))
              .toList();
      for (var one : all) {
        one.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void one(IntConsumer action, int number, Semaphore some) {
    some.acquireUninterruptibly();
    try {
      action.accept(number);
    } finally {
      some.release();
    }
  }

  private static String namespace(int number) {
    return "fleet-" + number;
  }
}
