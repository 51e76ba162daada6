package dev.slipway.controllers.environment;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.slipway.api.environment.AppEnvironmentSpec;
import dev.slipway.api.environment.VariableSource;
import dev.slipway.api.environment.Workload;
import dev.slipway.controllers.work.AppObjects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Compares what a spec names with what is there. */
final class References {
  private final AppEnvironmentSpec spec;

  References(AppEnvironmentSpec spec) {
    this.spec = spec;
  }

  /** The Services that have to be there. The front is not among them: Slipway owns it. */
  Set<String> services() {
    var services = new LinkedHashSet<String>();
    if (spec.health() != null) {
      services.add(spec.health().service());
    }
    if (spec.maintenance() != null && spec.maintenance().services() != null) {
      services.addAll(spec.maintenance().services());
    }
    return services;
  }

  /** Those, and the front if there is one. */
  Set<String> servicesWithFront() {
    var services = new LinkedHashSet<>(services());
    if (spec.maintenance() != null && spec.maintenance().front() != null) {
      services.add(spec.maintenance().front());
    }
    return services;
  }

  /** The ConfigMaps that the spec names. */
  Set<String> configMaps() {
    var configMaps = new LinkedHashSet<String>();
    spec.variables().stream()
        .map(VariableSource::configMap)
        .filter(Objects::nonNull)
        .forEach(configMaps::add);
    if (spec.presetExtension() != null) {
      configMaps.add(spec.presetExtension().configMap());
    }
    if (spec.maintenance() != null && spec.maintenance().page() != null) {
      configMaps.add(spec.maintenance().page().configMap());
    }
    return configMaps;
  }

  /** What is not there, in words. */
  List<String> missingFrom(AppObjects present) {
    var missing = new ArrayList<String>();
    for (var workload : spec.workloads()) {
      if (!names(present, workload).contains(workload.name())) {
        missing.add(workload.kind().kind() + " " + workload.name());
      }
    }
    var claims = names(present.claims());
    spec.storage().stream()
        .filter(storage -> !claims.contains(storage.claim()))
        .forEach(storage -> missing.add("PersistentVolumeClaim " + storage.claim()));
    var services = names(present.services());
    services().stream()
        .filter(service -> !services.contains(service))
        .forEach(service -> missing.add("Service " + service));
    configMaps().stream()
        .filter(it -> !present.configMaps().contains(it))
        .forEach(it -> missing.add("ConfigMap " + it));
    return missing;
  }

  private static Set<String> names(AppObjects present, Workload workload) {
    return switch (workload.kind()) {
      case DEPLOYMENT -> names(present.deployments());
      case STATEFUL_SET -> names(present.statefulSets());
      case CRON_JOB -> names(present.cronJobs());
    };
  }

  private static Set<String> names(Collection<? extends HasMetadata> objects) {
    return objects.stream()
        .map(object -> object.getMetadata().getName())
        .collect(toUnmodifiableSet());
  }
}
