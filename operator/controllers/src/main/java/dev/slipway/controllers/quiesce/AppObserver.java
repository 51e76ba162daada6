package dev.slipway.controllers.quiesce;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.Workload;
import dev.slipway.controllers.quiesce.AutoscalerSeen.Horizontal;
import dev.slipway.controllers.quiesce.AutoscalerSeen.Scaled;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Looks at an app, at the API server itself: what is at stake allows no stale cache. */
public final class AppObserver {
  private static final ResourceDefinitionContext KEDA =
      new ResourceDefinitionContext.Builder()
          .withGroup("keda.sh")
          .withVersion("v1alpha1")
          .withKind(Scaled.KIND)
          .withPlural("scaledobjects")
          .withNamespaced(true)
          .build();

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
                .get()),
        autoscalers(environment),
        Optional.ofNullable(
            client
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName(Page.nameFor(environment))
                .get()));
  }

  private List<AutoscalerSeen> autoscalers(AppEnvironment environment) {
    var namespace = environment.getMetadata().getNamespace();
    var targets =
        environment.getSpec().workloads().stream()
            .map(it -> AutoscalerSeen.target(it.kind().kind(), it.name()))
            .collect(toUnmodifiableSet());
    var horizontal =
        orNone(
                () ->
                    client
                        .autoscaling()
                        .v2()
                        .horizontalPodAutoscalers()
                        .inNamespace(namespace)
                        .list()
                        .getItems())
            .map(Horizontal::new)
            .filter(it -> !it.isKeptByKeda());
    var scaled =
        orNone(
                () ->
                    client
                        .genericKubernetesResources(KEDA)
                        .inNamespace(namespace)
                        .list()
                        .getItems())
            .map(Scaled::new);
    return Stream.<AutoscalerSeen>concat(horizontal, scaled)
        .filter(it -> targets.contains(it.target()))
        .toList();
  }

  /**
   * None where there is no such kind, and where the chart that granted this namespace did not know
   * of it yet: nobody's app stays closed because of that.
   */
  private static <T> Stream<T> orNone(Supplier<List<T>> list) {
    try {
      return list.get().stream();
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND
          || e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
        return Stream.empty();
      }
      throw e;
    }
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
