package dev.slipway.controllers.quiesce;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.Workload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Looks at an app, at the API server itself: what is at stake allows no stale cache. */
public final class AppObserver {
  private final KubernetesClient client;

  public AppObserver(KubernetesClient client) {
    this.client = client;
  }

  public App observe(AppEnvironment environment) {
    var namespace = environment.getMetadata().getNamespace();
    return new App(
        environment,
        environment.getSpec().workloads().stream()
            .flatMap(workload -> find(workload, namespace).stream())
            .toList(),
        services(namespace),
        Optional.ofNullable(
            client
                .leases()
                .inNamespace(namespace)
                .withName(EnvironmentLock.nameFor(environment))
                .get()));
  }

  private Optional<WorkloadSeen> find(Workload workload, String namespace) {
    return switch (workload.kind()) {
      case DEPLOYMENT ->
          Optional.ofNullable(
                  client
                      .apps()
                      .deployments()
                      .inNamespace(namespace)
                      .withName(workload.name())
                      .get())
              .map(it -> WorkloadReading.of(it, pods(it, it.getSpec().getSelector())));
      case STATEFUL_SET ->
          Optional.ofNullable(
                  client
                      .apps()
                      .statefulSets()
                      .inNamespace(namespace)
                      .withName(workload.name())
                      .get())
              .map(it -> WorkloadReading.of(it, pods(it, it.getSpec().getSelector())));
      case CRON_JOB ->
          Optional.ofNullable(
                  client
                      .batch()
                      .v1()
                      .cronjobs()
                      .inNamespace(namespace)
                      .withName(workload.name())
                      .get())
              .map(it -> WorkloadReading.of(it, jobs(it)));
    };
  }

  private List<Pod> pods(HasMetadata workload, LabelSelector selector) {
    return client
        .pods()
        .inNamespace(workload.getMetadata().getNamespace())
        .withLabelSelector(selector)
        .list()
        .getItems();
  }

  private List<Job> jobs(CronJob owner) {
    return client
        .batch()
        .v1()
        .jobs()
        .inNamespace(owner.getMetadata().getNamespace())
        .list()
        .getItems()
        .stream()
        .filter(job -> isOwned(job, owner))
        .toList();
  }

  private static boolean isOwned(Job job, CronJob owner) {
    return job.getMetadata().getOwnerReferences().stream()
        .anyMatch(reference -> reference.getUid().equals(owner.getMetadata().getUid()));
  }

  private List<ServiceSeen> services(String namespace) {
    var all =
        client.services().inNamespace(namespace).list().getItems().stream()
            .collect(groupingBy(Shadow::isOne));
    Map<String, Service> services =
        all.getOrDefault(false, List.of()).stream()
            .collect(toMap(service -> service.getMetadata().getName(), service -> service));
    Map<String, Service> shadows =
        all.getOrDefault(true, List.of()).stream()
            .collect(toMap(Shadow::originalOf, service -> service, (one, _) -> one));
    var names = new TreeSet<>(services.keySet());
    names.addAll(shadows.keySet());
    return names.stream()
        .map(
            name ->
                new ServiceSeen(
                    name,
                    Optional.ofNullable(services.get(name)),
                    Optional.ofNullable(shadows.get(name))))
        .toList();
  }
}
