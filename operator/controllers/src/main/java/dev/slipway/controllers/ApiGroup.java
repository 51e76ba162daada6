package dev.slipway.controllers;

import dev.slipway.api.Slipway;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Set;
import java.util.TreeSet;

/** The kinds that an API server has to serve before the operator can work. */
final class ApiGroup {
  private static final Set<String> KINDS =
      Set.of("AppEnvironment", "MigrationPlan", "Backup", "Restore");

  private ApiGroup() {}

  /** The kinds that are missing, in the order of the alphabet; none when all is well. */
  static Set<String> missingFrom(KubernetesClient client) {
    var missing = new TreeSet<>(KINDS);
    var served = client.getApiResources(Slipway.GROUP + "/" + Slipway.VERSION);
    if (served != null) {
      served.getResources().forEach(resource -> missing.remove(resource.getKind()));
    }
    return missing;
  }
}
