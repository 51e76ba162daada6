package dev.slipway.controllers.work;

import static dev.slipway.api.environment.WorkloadKind.CRON_JOB;
import static dev.slipway.api.environment.WorkloadKind.DEPLOYMENT;
import static dev.slipway.api.environment.WorkloadKind.STATEFUL_SET;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.StorageClaim;
import dev.slipway.api.environment.Workload;
import dev.slipway.api.environment.WorkloadKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import java.util.List;
import java.util.Set;

/**
 * What an environment's spec names, as far as it is there: read with one list for each kind, and
 * none for a kind that is not named. Secrets are not among it: only the worker's pod sees those.
 */
public record AppObjects(
    List<Deployment> deployments,
    List<StatefulSet> statefulSets,
    List<CronJob> cronJobs,
    List<PersistentVolumeClaim> claims,
    List<Service> services,
    Set<String> configMaps) {
  public static final AppObjects NONE =
      new AppObjects(List.of(), List.of(), List.of(), List.of(), List.of());

  public AppObjects {
    deployments = List.copyOf(deployments);
    statefulSets = List.copyOf(statefulSets);
    cronJobs = List.copyOf(cronJobs);
    claims = List.copyOf(claims);
    services = List.copyOf(services);
    configMaps = Set.copyOf(configMaps);
  }

  /** Where nobody asked for ConfigMaps. */
  public AppObjects(
      List<Deployment> deployments,
      List<StatefulSet> statefulSets,
      List<CronJob> cronJobs,
      List<PersistentVolumeClaim> claims,
      List<Service> services) {
    this(deployments, statefulSets, cronJobs, claims, services, Set.of());
  }

  /** All that the spec names. Of ConfigMaps only whether they are there. */
  public static AppObjects read(
      KubernetesClient client,
      AppEnvironment environment,
      Set<String> services,
      Set<String> configMaps) {
    var namespace = environment.getMetadata().getNamespace();
    var claims =
        environment.getSpec().storage().stream()
            .map(StorageClaim::claim)
            .collect(toUnmodifiableSet());
    var workloads = readWorkloads(client, environment);
    return new AppObjects(
        workloads.deployments,
        workloads.statefulSets,
        workloads.cronJobs,
        named(client.persistentVolumeClaims(), namespace, claims),
        named(client.services(), namespace, services),
        configMaps.stream()
            .filter(it -> client.configMaps().inNamespace(namespace).withName(it).get() != null)
            .collect(toUnmodifiableSet()));
  }

  /** The workloads alone. */
  public static AppObjects readWorkloads(KubernetesClient client, AppEnvironment environment) {
    var namespace = environment.getMetadata().getNamespace();
    var workloads = environment.getSpec().workloads();
    return new AppObjects(
        named(client.apps().deployments(), namespace, names(workloads, DEPLOYMENT)),
        named(client.apps().statefulSets(), namespace, names(workloads, STATEFUL_SET)),
        named(client.batch().v1().cronjobs(), namespace, names(workloads, CRON_JOB)),
        List.of(),
        List.of());
  }

  private static Set<String> names(List<Workload> workloads, WorkloadKind kind) {
    return workloads.stream()
        .filter(workload -> workload.kind() == kind)
        .map(Workload::name)
        .collect(toUnmodifiableSet());
  }

  private static <T extends HasMetadata, L extends KubernetesResourceList<T>> List<T> named(
      MixedOperation<T, L, ?> kind, String namespace, Set<String> names) {
    return names.isEmpty()
        ? List.of()
        : kind.inNamespace(namespace).list().getItems().stream()
            .filter(object -> names.contains(object.getMetadata().getName()))
            .toList();
  }
}
