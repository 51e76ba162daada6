package dev.slipway.controllers.quiesce;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.WorkloadKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is known of an environment that is not there any more: what its marked objects say. */
public final class LostEnvironment {
  private LostEnvironment() {}

  /** One whose workloads are all that carry a mark in the namespace. */
  public static AppEnvironment of(KubernetesClient client, String namespace, String name) {
    var workloads = new ArrayList<Map<String, String>>();
    for (var kind : WorkloadKind.values()) {
      objects(client, namespace, kind)
          .filter(Mark::isOn)
          .map(it -> Map.of("kind", kind.kind(), "name", it.getMetadata().getName()))
          .forEach(workloads::add);
    }
    return SlipwaySerialization.create()
        .convertValue(
            Map.of(
                "apiVersion",
                "slipway.dev/v1alpha1",
                "kind",
                "AppEnvironment",
                "metadata",
                Map.of("name", name, "namespace", namespace),
                "spec",
                Map.of("app", name, "workloads", List.copyOf(workloads))),
            AppEnvironment.class);
  }

  private static Stream<HasMetadata> objects(
      KubernetesClient client, String namespace, WorkloadKind kind) {
    var all =
        switch (kind) {
          case DEPLOYMENT -> client.apps().deployments().inNamespace(namespace).list();
          case STATEFUL_SET -> client.apps().statefulSets().inNamespace(namespace).list();
          case CRON_JOB -> client.batch().v1().cronjobs().inNamespace(namespace).list();
        };
    return all.getItems().stream().map(it -> (HasMetadata) it);
  }
}
