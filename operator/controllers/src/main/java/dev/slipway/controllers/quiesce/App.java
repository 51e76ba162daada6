package dev.slipway.controllers.quiesce;

import dev.slipway.api.environment.AppEnvironment;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.util.List;
import java.util.Optional;

/**
 * An app's parts as one pass sees them.
 *
 * @param workloads those of the environment that are there
 * @param services all of the namespace
 * @param lock of the environment, if anybody holds it
 */
public record App(
    AppEnvironment environment,
    List<WorkloadSeen> workloads,
    List<ServiceSeen> services,
    Optional<Lease> lock) {
  public App {
    workloads = List.copyOf(workloads);
    services = List.copyOf(services);
  }
}
