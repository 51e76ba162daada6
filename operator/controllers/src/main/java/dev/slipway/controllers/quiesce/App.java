package dev.slipway.controllers.quiesce;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.status.RecordedObject;
import dev.slipway.controllers.work.AppObjects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.util.List;
import java.util.Optional;

/**
 * An app's parts as one pass sees them.
 *
 * @param workloads those of the environment that are there
 * @param services all of the namespace
 * @param lock of the environment, if anybody holds it
 * @param autoscalers of the workloads
 * @param page the Deployment of the environment's maintenance page, or what has its name
 */
public record App(
    AppEnvironment environment,
    List<WorkloadSeen> workloads,
    List<ServiceSeen> services,
    Optional<Lease> lock,
    List<AutoscalerSeen> autoscalers,
    Optional<Deployment> page) {
  public App {
    workloads = List.copyOf(workloads);
    services = List.copyOf(services);
    autoscalers = List.copyOf(autoscalers);
  }

  /** One that nobody scales, and that has no page. */
  public App(
      AppEnvironment environment,
      List<WorkloadSeen> workloads,
      List<ServiceSeen> services,
      Optional<Lease> lock) {
    this(environment, workloads, services, lock, List.of(), Optional.empty());
  }

  /** The workloads as they are stored. */
  public AppObjects objects() {
    return new AppObjects(
        of(Deployment.class), of(StatefulSet.class), of(CronJob.class), List.of(), List.of());
  }

  private <T extends HasMetadata> List<T> of(Class<T> kind) {
    return workloads.stream()
        .map(WorkloadSeen::object)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  /** The very workload that was recorded: one that has its name by now is another. */
  Optional<WorkloadSeen> workload(RecordedObject recorded) {
    return workloads.stream()
        .filter(it -> it.object().getKind().equals(recorded.kind()))
        .filter(it -> it.object().getMetadata().getUid().equals(recorded.uid()))
        .findFirst();
  }

  Optional<ServiceSeen> service(String name) {
    return services.stream().filter(it -> it.name().equals(name)).findFirst();
  }
}
