package dev.slipway.controllers.environment;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.AppEnvironmentSpec;
import dev.slipway.api.environment.Workload;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for what an environment names. Secrets are not among it: only the worker's pod sees those.
 */
final class References {
  private final KubernetesClient client;
  private final String namespace;
  private final AppEnvironmentSpec spec;

  References(KubernetesClient client, AppEnvironment environment) {
    this.client = client;
    this.namespace = environment.getMetadata().getNamespace();
    this.spec = environment.getSpec();
  }

  /** What is not there, in words. */
  List<String> missing() {
    var missing = new ArrayList<String>();
    for (var workload : spec.workloads()) {
      if (!exists(workload)) {
        missing.add(workload.kind().kind() + " " + workload.name());
      }
    }
    for (var storage : spec.storage()) {
      if (client.persistentVolumeClaims().inNamespace(namespace).withName(storage.claim()).get()
          == null) {
        missing.add("PersistentVolumeClaim " + storage.claim());
      }
    }
    for (var service : services()) {
      if (client.services().inNamespace(namespace).withName(service).get() == null) {
        missing.add("Service " + service);
      }
    }
    return missing;
  }

  private boolean exists(Workload workload) {
    return switch (workload.kind()) {
      case DEPLOYMENT ->
          client.apps().deployments().inNamespace(namespace).withName(workload.name()).get()
              != null;
      case STATEFUL_SET ->
          client.apps().statefulSets().inNamespace(namespace).withName(workload.name()).get()
              != null;
      case CRON_JOB ->
          client.batch().v1().cronjobs().inNamespace(namespace).withName(workload.name()).get()
              != null;
    };
  }

  private List<String> services() {
    var services = new ArrayList<String>();
    if (spec.health() != null) {
      services.add(spec.health().service());
    }
    if (spec.maintenance() != null && spec.maintenance().services() != null) {
      services.addAll(spec.maintenance().services());
    }
    return services.stream().distinct().toList();
  }
}
